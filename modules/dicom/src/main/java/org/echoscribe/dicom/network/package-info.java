/**
 * DICOM over TCP: associations (PS3.8) and DIMSE services (PS3.7), as acceptor and as requestor.
 *
 * <p>A program meets these things here. {@link org.echoscribe.dicom.network.DicomServer} receives: it asks a
 * {@link org.echoscribe.dicom.network.NegotiationPolicy} what to accept and hands what peers ask to handlers, objects to a
 * {@link org.echoscribe.dicom.network.StoreHandler}, Storage Commitment to a
 * {@link org.echoscribe.dicom.network.CommitmentHandler}, Performed Procedure Steps to a
 * {@link org.echoscribe.dicom.network.ProcedureStepHandler}; what a handler gives back becomes the response. As requestor
 * there is one class for each service: {@link org.echoscribe.dicom.network.DicomSender} (C-STORE, C-ECHO),
 * {@link org.echoscribe.dicom.network.DicomQuery} (C-FIND, C-MOVE, C-GET),
 * {@link org.echoscribe.dicom.network.CommitmentRequestor} and {@link org.echoscribe.dicom.network.CommitmentReporter},
 * {@link org.echoscribe.dicom.network.AvailabilityNotifier}. {@link org.echoscribe.dicom.network.Limits} bounds all of them
 * in bytes and in time. Nothing in this package knows what the objects mean.
 */
package org.echoscribe.dicom.network;
