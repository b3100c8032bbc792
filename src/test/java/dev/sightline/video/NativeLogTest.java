package dev.sightline.video;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class NativeLogTest {
    private final Logger logger = (Logger) LoggerFactory.getLogger(NativeLog.class);
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();

    @BeforeEach
    void listen() {
        lines.start();
        logger.addAppender(lines);
        logger.setAdditive(false);
    }

    @AfterEach
    void leave() {
        logger.detachAppender(lines);
        logger.setAdditive(true);
        logger.setLevel(null);
        NativeLog.install();
    }

    private List<String> said(int level, String text) {
        avutil.av_log(new Pointer(), level, text);
        return lines.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }

    @Test
    void isPassedOnAsDebugLinesWithoutPasswords() {
        logger.setLevel(Level.DEBUG);
        NativeLog.install();
        NativeLog.REDACTION.hide("p@ss/wörd");
        try {
            assertThat(said(avutil.AV_LOG_ERROR, "rtsp://eve:guess@cam is down: p@ss/wörd, p%%40ss%%2Fw%%C3%%B6rd\n"))
                    .containsExactly("rtsp://***@cam is down: ***, ***");
        } finally {
            NativeLog.REDACTION.forget("p@ss/wörd");
        }
        assertThat(lines.list).extracting(ILoggingEvent::getLevel).containsOnly(Level.DEBUG);
    }

    @Test
    void keepsRequestsWithTheirLoginsBack() {
        logger.setLevel(Level.TRACE);
        NativeLog.install();
        assertThat(said(avutil.AV_LOG_DEBUG, "DESCRIBE with a login\n")).isEmpty();
    }

    @Test
    void isSilentByDefault() {
        logger.setLevel(Level.INFO);
        NativeLog.install();
        assertThat(said(avutil.AV_LOG_ERROR, "something is wrong\n")).isEmpty();
    }
}
