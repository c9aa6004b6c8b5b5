package org.echoscribe.imaging.decode;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;

/** The other side of {@link DecoderProcess}: answers one codestream after the other until its input ends. */
final class DecoderProcessMain {
    private static final int DECODED = 0;
    private static final int UNDECODABLE = 1;

    private DecoderProcessMain() {}

    public static void main(String[] arguments) throws IOException {
        System.setOut(System.err); // what libraries print must not get between the answers
        try (DataInputStream requests = new DataInputStream(new BufferedInputStream(System.in, 1 << 16));
                DataOutputStream answers = new DataOutputStream(
                        new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), 1 << 16))) {
            while (true) {
                byte[] codestream = new byte[requests.readInt()];
                requests.readFully(codestream);
                answer(codestream, answers);
                answers.flush();
            }
        } catch (EOFException e) {
            return; // whoever asked is gone
        }
    }

    private static void answer(byte[] codestream, DataOutputStream answers) throws IOException {
        Components decoded;
        try {
            decoded = decode(codestream);
        } catch (UndecodableException e) {
            answers.writeInt(UNDECODABLE);
            answers.writeUTF(e.getMessage());
            return;
        }
        answers.writeInt(DECODED);
        answers.writeInt(decoded.width());
        answers.writeInt(decoded.height());
        answers.writeInt(decoded.bits());
        answers.writeInt(decoded.planes().length);
        for (char[] plane : decoded.planes()) {
            ByteBuffer bytes = ByteBuffer.allocate(Character.BYTES * plane.length);
            bytes.asCharBuffer().put(plane);
            answers.write(bytes.array());
        }
    }

    private static Components decode(byte[] codestream) throws UndecodableException {
        if (JpegXlHeader.begins(codestream)) {
            return JpegXlDecoder.decode(codestream, JpegXlHeader.read(codestream));
        }
        CodestreamHeader header = ReadCodestreamHeader.read(codestream);
        return switch (header.coding()) {
            case HTJ2K -> HighThroughputDecoder.decode(codestream, header);
            case JPEG_LS_OF_CHARLS -> CharlsDecoder.decode(codestream, header);
            default -> throw new UndecodableException(header.coding() + " is not decoded here");
        };
    }

    /** Reads what {@link #main} has written for one codestream. */
    static Components readAnswer(DataInputStream answers) throws IOException, UndecodableException {
        if (answers.readInt() != DECODED) {
            throw new UndecodableException(answers.readUTF());
        }
        int width = answers.readInt();
        int height = answers.readInt();
        int bits = answers.readInt();
        char[][] planes = new char[answers.readInt()][width * height];
        byte[] bytes = new byte[Character.BYTES * width * height];
        for (char[] plane : planes) {
            answers.readFully(bytes);
            ByteBuffer.wrap(bytes).asCharBuffer().get(plane);
        }
        return new Components(width, height, bits, planes);
    }
}
