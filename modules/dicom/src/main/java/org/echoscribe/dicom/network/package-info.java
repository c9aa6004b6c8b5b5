/**
 * DICOM over TCP: associations (PS3.8), C-ECHO and C-STORE (PS3.7), as acceptor and as requestor.
 *
 * <p>A program meets three things here. {@link org.echoscribe.dicom.network.DicomServer} receives: it asks a
 * {@link org.echoscribe.dicom.network.NegotiationPolicy} what to accept and hands each object to a
 * {@link org.echoscribe.dicom.network.StoreHandler}, whose answer becomes the C-STORE response.
 * {@link org.echoscribe.dicom.network.DicomSender} sends. {@link org.echoscribe.dicom.network.Limits} bounds both in
 * bytes and in time. Nothing in this package knows what the objects mean.
 */
package org.echoscribe.dicom.network;
