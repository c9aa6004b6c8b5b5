package org.echoscribe.dicom.tls;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Objects;

/** What tells one content of a file from another without reading it; a file that is not there has one, too. */
record FileStamp(Path file, FileTime modified, long bytes, String key) {

    static FileStamp of(Path file) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return new FileStamp(
                    file, attributes.lastModifiedTime(), attributes.size(), Objects.toString(attributes.fileKey(), ""));
        } catch (IOException e) {
            return new FileStamp(file, FileTime.fromMillis(0), -1, "");
        }
    }
}
