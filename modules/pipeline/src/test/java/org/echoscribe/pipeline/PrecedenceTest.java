package org.echoscribe.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class PrecedenceTest {

    private final Precedence precedence = new Precedence();

    @Test
    void theSecondWaitsForTheFirst() throws Exception {
        precedence.firstBegins();
        AtomicBoolean firstAtWork = new AtomicBoolean(true);
        AtomicBoolean began = new AtomicBoolean();
        Thread second = Thread.ofPlatform().start(() -> {
            try {
                precedence.secondBegins();
                began.set(!firstAtWork.get());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        while (second.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        firstAtWork.set(false);
        precedence.firstEnds();
        second.join();
        assertThat(began).isTrue();
    }

    @Test
    void theSecondIsInterruptedWhenTheFirstBeginsAndIsToldSo() throws Exception {
        CountDownLatch atWork = new CountDownLatch(1);
        AtomicBoolean undisturbed = new AtomicBoolean(true);
        Thread second = Thread.ofPlatform().start(() -> {
            try {
                precedence.secondBegins();
                atWork.countDown();
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                undisturbed.set(precedence.secondEnds());
            }
        });
        atWork.await();
        precedence.firstBegins();
        second.join(TimeUnit.SECONDS.toMillis(30));
        assertThat(second.isAlive()).isFalse();
        assertThat(undisturbed).isFalse();
    }

    @Test
    void theFirstNeverInterruptsWhatHasEnded() throws Exception {
        precedence.secondBegins();
        assertThat(precedence.secondEnds()).isTrue();
        precedence.firstBegins();
        assertThat(Thread.interrupted()).isFalse();
    }
}
