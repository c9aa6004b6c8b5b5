package org.echoscribe.dicom.dataset;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Text in the default repertoire and code elements under ISO 2022 (PS3.5 6.1.2.5): ASCII in the lower half, one code
 * element in the upper half, escape sequences that put another in either half, and a return to the initial state at
 * every control character and delimiter.
 *
 * @param name the defined terms
 * @param initial the code element that is active without any escape sequence
 * @param extensions those that escape sequences may switch to; decoding follows an escape sequence whether announced or not
 */
record Iso2022CharacterSet(String name, CodeElement initial, List<CodeElement> extensions) implements CharacterSet {

    private static final byte ESCAPE = 0x1B;

    @Override
    public String decode(byte[] bytes) {
        return String.join("\\", decodeValues(bytes, false));
    }

    @Override
    public List<String> decodeValues(byte[] bytes, boolean personName) {
        return new Decoding(bytes, personName).values();
    }

    /** One walk over a value: runs of bytes of the same code element are decoded together. */
    private final class Decoding {
        private final byte[] bytes;
        private final boolean personName;
        private final List<String> values = new ArrayList<>();
        private final StringBuilder value = new StringBuilder();
        private final ByteArrayOutputStream run = new ByteArrayOutputStream();
        private CodeElement runElement = CodeElement.ASCII;
        private CodeElement lower = CodeElement.ASCII;
        private CodeElement upper = initial;

        Decoding(byte[] bytes, boolean personName) {
            this.bytes = bytes;
            this.personName = personName;
        }

        List<String> values() {
            int position = 0;
            while (position < bytes.length) {
                position += step(position);
            }
            endRun();
            values.add(value.toString());
            return values;
        }

        /** Takes what stands at a position; answers how many bytes it was. */
        private int step(int position) {
            byte here = bytes[position];
            if (here == ESCAPE) {
                Optional<CodeElement> next = CodeElement.ofEscape(bytes, position + 1);
                next.ifPresent(this::switchTo);
                return 1 + next.map(element -> escapeLength(position)).orElse(0);
            }
            if (here >= 0 && (lower.bytesPerCharacter() == 1 || here <= ' ')) {
                takeAscii((char) here);
                return 1;
            }
            CodeElement element = here >= 0 ? lower : upper;
            int length = Math.min(element.bytesPerCharacter(), bytes.length - position);
            append(element, position, length);
            return length;
        }

        private int escapeLength(int position) {
            // Every escape sequence of PS3.3 C.12.1.1.2 is intermediate bytes 0x20 to 0x2F and one final byte.
            int end = position + 1;
            while (end < bytes.length && (bytes[end] & 0xF0) == 0x20) {
                end++;
            }
            return end - position;
        }

        private void switchTo(CodeElement element) {
            if (element.isUpper()) {
                upper = element;
            } else {
                lower = element;
            }
        }

        private void takeAscii(char character) {
            if (isDelimiter(character, personName)) {
                lower = CodeElement.ASCII;
                upper = initial;
            }
            endRun();
            if (character == '\\') {
                values.add(value.toString());
                value.setLength(0);
            } else {
                value.append(character);
            }
        }

        private void append(CodeElement element, int position, int length) {
            if (element != runElement) {
                endRun();
                runElement = element;
            }
            run.write(bytes, position, length);
        }

        private void endRun() {
            if (run.size() > 0) {
                // Without any upper set declared, bytes above ASCII are read as the set that most such files mean.
                boolean undeclared = runElement == CodeElement.ASCII;
                value.append(run.toString(undeclared ? StandardCharsets.ISO_8859_1 : runElement.charset()));
                run.reset();
            }
        }
    }

    @Override
    public Optional<byte[]> encode(List<String> texts, boolean personName) {
        Encoding encoding = new Encoding(personName);
        boolean complete = String.join("\\", texts).codePoints().allMatch(encoding::put);
        return complete ? Optional.of(encoding.end()) : Optional.empty();
    }

    /** One walk over the characters: each goes into the active code element where it can, else the first that has it. */
    private final class Encoding {
        private final boolean personName;
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private CodeElement lower = CodeElement.ASCII;
        private CodeElement upper = initial;

        Encoding(boolean personName) {
            this.personName = personName;
        }

        byte[] end() {
            returnToAscii();
            return bytes.toByteArray();
        }

        /** Appends a character; answers false if no code element has it. */
        boolean put(int character) {
            if (character < 0x80) {
                // The return to ASCII is due before a delimiter; it costs nothing before other ASCII characters.
                returnToAscii();
                bytes.write(character);
                upper = isDelimiter((char) character, personName) ? initial : upper;
                return true;
            }
            String text = Character.toString(character);
            Optional<CodeElement> found = candidates().stream()
                    .filter(candidate -> candidate.encode(text).isPresent())
                    .findFirst();
            found.ifPresent(element -> {
                switchTo(element);
                bytes.writeBytes(element.encode(text).orElseThrow());
            });
            return found.isPresent();
        }

        /** What is active first, so that escape sequences are few. */
        private List<CodeElement> candidates() {
            List<CodeElement> candidates = new ArrayList<>(List.of(upper, lower, initial));
            candidates.addAll(extensions);
            return candidates;
        }

        private void returnToAscii() {
            if (lower != CodeElement.ASCII) {
                writeEscape(CodeElement.ASCII);
                lower = CodeElement.ASCII;
            }
        }

        private void switchTo(CodeElement element) {
            if (element != upper && element != lower) {
                writeEscape(element);
            }
            if (element.isUpper()) {
                upper = element;
            } else {
                lower = element;
            }
        }

        private void writeEscape(CodeElement element) {
            bytes.write(ESCAPE);
            bytes.writeBytes(element.escape());
        }
    }

    /** What returns to the initial state (PS3.5 6.1.2.5.3): backslash, line ends, and in names carets and equals signs. */
    private static boolean isDelimiter(char character, boolean personName) {
        boolean inName = personName && (character == '^' || character == '=');
        return character == '\\' || inName || character >= '\t' && character <= '\r';
    }
}
