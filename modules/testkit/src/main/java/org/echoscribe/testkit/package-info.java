/**
 * Peers for tests: a PACS and a cart on loopback, a peer that misbehaves byte by byte, and launchers for the real DICOM
 * programs that a machine may have.
 */
package org.echoscribe.testkit;
