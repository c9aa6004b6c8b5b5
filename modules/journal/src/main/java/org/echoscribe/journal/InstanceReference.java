package org.echoscribe.journal;

/** One SOP Instance by its two identifiers, as a peer names it. */
public record InstanceReference(String sopClassUid, String sopInstanceUid) {}
