package org.echoscribe.dicom.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class CommandSetTest {

    @Test
    void anEchoRequestIsEncodedAsTheStandardHasIt() {
        ByteBuffer bytes = new CommandSet()
                .putUid(CommandSet.AFFECTED_SOP_CLASS_UID, "1.2.840.10008.1.1")
                .putShort(CommandSet.COMMAND_FIELD, CommandField.C_ECHO_RQ)
                .putShort(CommandSet.MESSAGE_ID, 7)
                .putShort(CommandSet.COMMAND_DATA_SET_TYPE, CommandSet.NO_DATA_SET)
                .encode();
        assertThat(HexFormat.of().formatHex(bytes.array()))
                .isEqualTo("00000000" + "04000000" + "38000000"
                        + "00000200" + "12000000" + "312e322e3834302e31303030382e312e3100"
                        + "00000001" + "02000000" + "3000"
                        + "00001001" + "02000000" + "0700"
                        + "00000008" + "02000000" + "0101");
    }

    @Test
    void aResponseNamesItsRequestAndHoldsStatusAndComment() throws InvalidCommandException {
        CommandSet request = new CommandSet()
                .putUid(CommandSet.AFFECTED_SOP_CLASS_UID, "1.2.3")
                .putUid(CommandSet.AFFECTED_SOP_INSTANCE_UID, "4.5.6")
                .putShort(CommandSet.COMMAND_FIELD, CommandField.C_STORE_RQ)
                .putShort(CommandSet.MESSAGE_ID, 0xFFFE);
        CommandSet response =
                CommandSet.decode(CommandSet.responseTo(request, new DimseStatus(0xA700, "the disk is full"))
                        .encode());
        assertThat(response.unsignedShort(CommandSet.MESSAGE_ID_BEING_RESPONDED_TO))
                .hasValue(0xFFFE);
        assertThat(response.unsignedShort(CommandSet.STATUS)).hasValue(0xA700);
        assertThat(response.text(CommandSet.ERROR_COMMENT)).contains("the disk is full");
        assertThat(response.uid(CommandSet.AFFECTED_SOP_INSTANCE_UID)).contains("4.5.6");
        assertThat(response.hasDataSet()).isFalse();
    }

    @Test
    void aMalformedUidOfTheRequestIsNotSentBack() {
        CommandSet request = new CommandSet().putUid(CommandSet.AFFECTED_SOP_INSTANCE_UID, "../../etc");
        assertThat(CommandSet.responseTo(request, DimseStatus.SUCCESS).text(CommandSet.AFFECTED_SOP_INSTANCE_UID))
                .isEmpty();
    }

    @Test
    void aDecodedGroupLengthIsNotCountedAgainWhenEncoded() throws InvalidCommandException {
        CommandSet command = new CommandSet().putShort(CommandSet.STATUS, 0);
        assertThat(CommandSet.decode(command.encode()).encode()).isEqualTo(command.encode());
    }

    @Test
    void anElementThatIsLongerThanTheRestIsInvalid() {
        assertInvalid("00000001" + "ffffff7f" + "0000", "announces 2147483647 bytes where 2 are left");
        assertInvalid("00000001" + "ffffffff", "announces 4294967295 bytes");
    }

    @Test
    void anotherGroupIsInvalid() {
        assertInvalid("08001800" + "00000000", "(0008,0018)");
    }

    @Test
    void leftOverBytesAreInvalid() {
        assertInvalid("000000", "3 bytes are left over");
    }

    private static void assertInvalid(String hex, String message) {
        assertThatExceptionOfType(InvalidCommandException.class)
                .isThrownBy(
                        () -> CommandSet.decode(ByteBuffer.wrap(HexFormat.of().parseHex(hex))))
                .withMessageContaining(message);
    }
}
