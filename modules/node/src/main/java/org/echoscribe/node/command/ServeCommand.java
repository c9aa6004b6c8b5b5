package org.echoscribe.node.command;

import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.echoscribe.inference.BundleRejectedException;
import org.echoscribe.node.configuration.InvalidConfigurationException;
import org.echoscribe.node.wiring.RunningNode;
import org.echoscribe.pipeline.PipelineListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code echoscribe serve}: the node, until it is told to stop. */
@Command(
        name = "serve",
        mixinStandardHelpOptions = true,
        header = "Runs the node: receives loops, labels their views, sends the reports.",
        description = {
            "",
            "Every key of etc/echoscribe.yaml can be set with --set or an environment variable",
            "(node.port: ECHOSCRIBE_NODE_PORT). Stop it with Ctrl-C or SIGTERM."
        },
        footer = {
            "",
            "Example: echoscribe serve --set destinations.archive.ae-title=PACS",
            "           --set destinations.archive.host=127.0.0.1 --set destinations.archive.port=4242"
        })
public final class ServeCommand implements Callable<Integer> {

    private static final Logger LOG = LoggerFactory.getLogger(ServeCommand.class);

    @Mixin
    private ConfigurationOptions configuration;

    @Override
    public Integer call() throws InvalidConfigurationException, InterruptedException {
        CountDownLatch stop = new CountDownLatch(1);
        CountDownLatch stopped = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            stop.countDown();
            try {
                stopped.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }));
        try (RunningNode node = RunningNode.start(configuration.read(), PipelineListener.NONE)) {
            stop.await();
            LOG.info(
                    "Stopping: {} open studies wait for the next start",
                    node.journal().studies().open().size());
        } catch (BundleRejectedException e) {
            throw new CommandFailedException("The model bundle is refused: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new CommandFailedException("The node cannot start: " + e.getMessage(), e);
        } finally {
            stopped.countDown();
        }
        return 0;
    }
}
