package org.echoscribe.pipeline;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import org.slf4j.LoggerFactory;

/** Everything that is logged while it is open, whatever its level, with key-value pairs and causes. */
final class LogCapture extends AppenderBase<ILoggingEvent> implements AutoCloseable {

    private final StringBuffer text = new StringBuffer();
    private final Logger logger = (Logger) LoggerFactory.getLogger("org.echoscribe");
    private final Level levelBefore = logger.getLevel();

    static LogCapture ofEverything() {
        LogCapture capture = new LogCapture();
        capture.start();
        capture.logger.setLevel(Level.TRACE);
        capture.logger.addAppender(capture);
        return capture;
    }

    @Override
    protected void append(ILoggingEvent event) {
        text.append(event.getFormattedMessage()).append(' ').append(event.getKeyValuePairs());
        if (event.getThrowableProxy() != null) {
            text.append(event.getThrowableProxy().getMessage());
        }
        text.append('\n');
    }

    String text() {
        return text.toString();
    }

    @Override
    public void close() {
        logger.detachAppender(this);
        logger.setLevel(levelBefore);
        stop();
    }
}
