package org.echoscribe.node.configuration;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;

/**
 * Reads the configuration: the file first, then environment variables, then {@code --set}, each overriding what came
 * before. Nothing is guessed: an unknown key or an impossible value is refused.
 */
public final class ReadConfiguration {

    private static final YAMLMapper YAML = YAMLMapper.builder(YAMLFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .build();

    private final Map<String, Written> written = new LinkedHashMap<>();
    private final List<String> problems = new ArrayList<>();

    private ReadConfiguration() {}

    /**
     * Reads all three sources.
     *
     * @param file the YAML file; absent means that defaults hold
     * @param environment the process's environment
     * @param settings {@code key=value} texts from the command line
     * @throws InvalidConfigurationException with every problem found
     */
    public static Configuration read(Optional<Path> file, Map<String, String> environment, List<String> settings)
            throws InvalidConfigurationException {
        ReadConfiguration reading = new ReadConfiguration();
        file.ifPresent(reading::readFile);
        reading.readEnvironment(environment);
        reading.readSettings(settings);
        return reading.check();
    }

    private void readFile(Path file) {
        try {
            JsonNode root = YAML.readTree(Files.newInputStream(file));
            if (root != null && !root.isNull() && !root.isMissingNode()) {
                if (root.isObject()) {
                    flatten("", root, file.toString());
                } else {
                    problems.add(file + ": must hold keys and values, such as 'node:' and below it '  port: 11112'.");
                }
            }
        } catch (NoSuchFileException e) {
            problems.add(file + ": no such file. Name another with --config, or leave it out to run on defaults.");
        } catch (JsonProcessingException e) {
            problems.add(file + ": not valid YAML: " + e.getOriginalMessage() + " (line "
                    + e.getLocation().getLineNr() + ").");
        } catch (IOException e) {
            problems.add(file + ": not readable: " + e.getMessage());
        }
    }

    private void flatten(String prefix, JsonNode node, String source) {
        node.properties().forEach(entry -> {
            String name = prefix.isEmpty() ? entry.getKey() : prefix + "." + entry.getKey();
            JsonNode value = entry.getValue();
            switch (value.getNodeType()) {
                case OBJECT -> flatten(name, value, source);
                case ARRAY -> {
                    StringJoiner items = new StringJoiner(",");
                    value.forEach(item -> items.add(item.asText()));
                    written.put(name, new Written(items.toString(), source));
                }
                default -> {
                    boolean emptySection =
                            value.asText().isEmpty() && Keys.sections().contains(name);
                    if (!emptySection) { // a section whose keys are all commented out
                        written.put(name, new Written(value.asText(), source));
                    }
                }
            }
        });
    }

    private void readEnvironment(Map<String, String> environment) {
        List<String> known = new ArrayList<>(written.keySet());
        Keys.all().stream().filter(key -> !key.isTemplate()).map(Key::name).forEach(known::add);
        for (String name : known) {
            String variable = Key.environmentVariable(name);
            if (environment.containsKey(variable)) {
                written.put(name, new Written(environment.get(variable), "environment variable " + variable));
            }
        }
    }

    private void readSettings(List<String> settings) {
        for (String setting : settings) {
            int equals = setting.indexOf('=');
            if (equals < 1) {
                problems.add("--set " + setting + ": write it as key=value, such as --set node.port=11112.");
            } else {
                String name = setting.substring(0, equals).strip();
                written.put(name, new Written(setting.substring(equals + 1).strip(), "--set"));
            }
        }
    }

    private Configuration check() throws InvalidConfigurationException {
        Map<String, Object> values = new LinkedHashMap<>();
        for (Key<?> key : Keys.all()) {
            if (!key.isTemplate()) {
                values.put(key.name(), key.parse().apply(key.defaultText()));
            }
        }
        written.forEach((name, text) -> {
            Optional<Key<?>> key =
                    Keys.all().stream().filter(k -> k.covers(name)).findFirst();
            if (key.isEmpty()) {
                problems.add(name + " (" + text.source() + "): no such key. " + neighbours(name));
            } else {
                try {
                    values.put(name, key.get().parse().apply(text.text()));
                } catch (RuntimeException e) {
                    problems.add(name + " = '" + text.text() + "' (" + text.source() + "): must be "
                            + key.get().range() + ".");
                }
            }
        });
        Configuration configuration = new Configuration(values);
        problems.addAll(configuration.contradictions());
        if (!problems.isEmpty()) {
            throw new InvalidConfigurationException(problems);
        }
        return configuration;
    }

    private static String neighbours(String name) {
        String section = name.contains(".") ? name.substring(0, name.indexOf('.')) : name;
        List<String> near = Keys.all().stream()
                .map(Key::name)
                .filter(k -> k.startsWith(section + "."))
                .toList();
        return near.isEmpty()
                ? "The sections are " + String.join(", ", Keys.sections()) + "."
                : "In '" + section + "' there are " + String.join(", ", near) + ".";
    }

    /** A value as somebody wrote it, and where. */
    private record Written(String text, String source) {}
}
