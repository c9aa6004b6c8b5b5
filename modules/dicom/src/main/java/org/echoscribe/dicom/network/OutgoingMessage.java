package org.echoscribe.dicom.network;

import java.nio.ByteBuffer;
import java.util.Optional;
import org.echoscribe.dicom.dataset.Attributes;
import org.echoscribe.dicom.dataset.DataSetWriter;
import org.echoscribe.dicom.dataset.TransferSyntax;
import org.echoscribe.dicom.network.PDataWriter.Source;

/**
 * A DIMSE message to send.
 *
 * @param context of its command set and data set
 * @param command says by its Command Data Set Type whether there is a data set
 * @param dataSet its bytes in the context's transfer syntax
 */
record OutgoingMessage(PresentationContext context, CommandSet command, Optional<DataSetBytes> dataSet) {

    /** As many bytes as announced, from a source. */
    record DataSetBytes(long length, Source source) {}

    /** A message that is a command set alone. */
    static OutgoingMessage of(PresentationContext context, CommandSet command) {
        command.putShort(CommandSet.COMMAND_DATA_SET_TYPE, CommandSet.NO_DATA_SET);
        return new OutgoingMessage(context, command, Optional.empty());
    }

    /** A message with a data set of so many bytes. */
    static OutgoingMessage of(PresentationContext context, CommandSet command, long length, Source source) {
        command.putShort(CommandSet.COMMAND_DATA_SET_TYPE, CommandSet.DATA_SET_FOLLOWS);
        return new OutgoingMessage(context, command, Optional.of(new DataSetBytes(length, source)));
    }

    /** A message with a data set from memory. */
    static OutgoingMessage of(PresentationContext context, CommandSet command, Attributes dataSet) {
        ByteBuffer bytes =
                ByteBuffer.wrap(DataSetWriter.writeDataSet(dataSet, TransferSyntax.of(context.transferSyntaxUid())));
        return of(context, command, bytes.remaining(), PDataWriter.from(bytes));
    }
}
