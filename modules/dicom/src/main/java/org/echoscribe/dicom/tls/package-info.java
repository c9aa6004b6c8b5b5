/**
 * Transport Layer Security as DICOM wants it (PS3.15 annex B, BCP 195): certificates and keys read from files, read again
 * when they change, and the protocol versions and cipher suites of a profile. Nothing here knows DICOM's own protocol.
 */
package org.echoscribe.dicom.tls;
