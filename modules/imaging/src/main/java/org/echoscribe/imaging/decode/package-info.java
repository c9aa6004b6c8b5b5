/** A stored DICOM object becomes the masked RGB frames of its two-dimensional ultrasound picture. */
package org.echoscribe.imaging.decode;
