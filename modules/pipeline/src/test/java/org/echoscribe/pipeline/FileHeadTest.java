package org.echoscribe.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.echoscribe.dicom.dataset.Attributes;
import org.echoscribe.dicom.dataset.DataSetReader;
import org.echoscribe.dicom.dataset.ReadLimits;
import org.echoscribe.dicom.dataset.Tag;
import org.echoscribe.dicom.network.AssociationInfo;
import org.echoscribe.dicom.network.StoreRequest;
import org.junit.jupiter.api.Test;

class FileHeadTest {

    /** A real cart's UID with a component "0104484" was answered 0110H. */
    @Test
    void keepsUidsAsTheyWereSentEvenWithLeadingZeros() throws Exception {
        String uid = "1.4.13.3.1.0.19.544194620.9411.768994.0104484";
        AssociationInfo association = new AssociationInfo(
                1, "CART", "ECHOSCRIBE", new InetSocketAddress(104), Optional.empty(), Optional.empty());
        ByteBuffer head =
                FileHead.of(new StoreRequest(association, "1.2.840.10008.5.1.4.1.1.6.1", uid, "1.2.840.10008.1.2.1"));
        assertThat(head.remaining() % 2).isZero();
        Attributes meta = DataSetReader.read(head, ReadLimits.DEFAULT).fileMeta();
        assertThat(meta.string(Tag.MediaStorageSOPInstanceUID)).contains(uid);
        assertThat(meta.string(Tag.TransferSyntaxUID)).contains("1.2.840.10008.1.2.1");
    }
}
