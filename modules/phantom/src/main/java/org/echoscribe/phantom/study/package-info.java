/** Writes loops as DICOM objects: headers in the manner of vendors, frames as JPEG baseline or uncompressed. */
package org.echoscribe.phantom.study;
