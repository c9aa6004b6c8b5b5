package org.echoscribe.node.command;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.echoscribe.node.configuration.Configuration;
import org.echoscribe.node.configuration.InvalidConfigurationException;
import org.echoscribe.node.configuration.ReadConfiguration;
import org.echoscribe.node.wiring.Home;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The options of every command that works with the node's configuration. */
final class ConfigurationOptions {

    @Option(
            names = {"-c", "--config"},
            paramLabel = "FILE",
            scope = ScopeType.INHERIT,
            description =
                    "The configuration. Default: etc/echoscribe.yaml where the command was started, else beside the launcher.")
    private Optional<Path> file = Optional.empty();

    @Option(
            names = {"-s", "--set"},
            paramLabel = "KEY=VALUE",
            scope = ScopeType.INHERIT,
            description = "Overrides one key, such as --set node.port=11113. Can be repeated.")
    private List<String> settings = new ArrayList<>();

    Configuration read() throws InvalidConfigurationException {
        return ReadConfiguration.read(file.or(ConfigurationOptions::usualFile), System.getenv(), settings);
    }

    private static Optional<Path> usualFile() {
        return Home.find(Path.of("etc/echoscribe.yaml")).filter(Files::isRegularFile);
    }
}
