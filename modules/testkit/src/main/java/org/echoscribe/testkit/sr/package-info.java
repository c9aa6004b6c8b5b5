/** Judges of SR documents that others wrote: dicom3tools, DCMTK and PixelMed, each with its known noise filtered. */
package org.echoscribe.testkit.sr;
