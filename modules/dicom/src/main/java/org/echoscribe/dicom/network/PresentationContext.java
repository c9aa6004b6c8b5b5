package org.echoscribe.dicom.network;

/**
 * An accepted presentation context of one association.
 *
 * @param id odd, 1 to 255
 * @param abstractSyntaxUid what is exchanged
 * @param transferSyntaxUid how its data sets are encoded
 * @param serves whether we are SCP here, so that the peer may send us requests
 */
record PresentationContext(int id, String abstractSyntaxUid, String transferSyntaxUid, boolean serves) {}
