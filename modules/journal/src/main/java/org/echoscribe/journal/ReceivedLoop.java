package org.echoscribe.journal;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.echoscribe.vocabulary.Loop;

/**
 * One stored object as the journal knows it: UIDs and times, and nothing about the patient.
 *
 * @param number the journal's number for it
 * @param loop who it is; its Study Instance UID is empty when the object has none
 * @param object its file in the spool
 * @param callingAeTitle who sent it
 * @param receivedAt when it first became durable
 * @param priority whether other objects go before it
 * @param state how far it has come
 * @param uidUsedBefore true when its SOP Instance UID had already come with other bytes
 * @param samePixelsAs the object that came before with its SOP Instance UID and its pixel data, where there is one
 * @param labelling what the network said last, where it was asked
 */
public record ReceivedLoop(
        long number,
        Loop loop,
        StoredObject object,
        String callingAeTitle,
        Instant receivedAt,
        Priority priority,
        LoopState state,
        boolean uidUsedBefore,
        OptionalLong samePixelsAs,
        Optional<Labelling> labelling) {}
