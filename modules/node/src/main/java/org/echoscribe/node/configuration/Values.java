package org.echoscribe.node.configuration;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.echoscribe.dicom.network.AddressRange;

/** Makes keys of each kind of value: numbers, durations, sizes, application entity titles, paths, choices. */
final class Values {

    private static final Pattern DURATION = Pattern.compile("(\\d{1,9})\\s*(ms|s|m|h|d|)");
    private static final Pattern SIZE = Pattern.compile("(\\d{1,9})\\s*(KiB|MiB|GiB|TiB|)");

    private Values() {}

    static Key<Integer> integer(String name, int initial, int least, int most, String meaning) {
        return new Key<>(
                name, Integer.toString(initial), "a whole number from " + least + " to " + most, meaning, text -> {
                    int value = Integer.parseInt(text);
                    require(value >= least && value <= most);
                    return value;
                });
    }

    static Key<Double> real(String name, String initial, double least, double most, String meaning) {
        return new Key<>(name, initial, "a number from " + least + " to " + most, meaning, text -> {
            double value = Double.parseDouble(text);
            require(value >= least && value <= most);
            return value;
        });
    }

    static Key<Duration> duration(String name, String initial, String least, String most, String meaning) {
        Duration shortest = parseDuration(least);
        Duration longest = parseDuration(most);
        String range = "a duration from " + least + " to " + most + ", such as 500ms, 30s, 10m, 2h or 1d";
        return new Key<>(name, initial, range, meaning, text -> {
            Duration value = parseDuration(text);
            require(value.compareTo(shortest) >= 0 && value.compareTo(longest) <= 0);
            return value;
        });
    }

    static Key<Long> bytes(String name, String initial, String least, String most, String meaning) {
        long smallest = parseSize(least);
        long largest = parseSize(most);
        String range = "a size from " + least + " to " + most + ", such as 512KiB, 64MiB or 2GiB";
        return new Key<>(name, initial, range, meaning, text -> {
            long value = parseSize(text);
            require(value >= smallest && value <= largest);
            return value;
        });
    }

    static Key<Boolean> flag(String name, boolean initial, String meaning) {
        return new Key<>(name, Boolean.toString(initial), "true or false", meaning, text -> switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException();
        });
    }

    static Key<String> aeTitle(String name, String initial, String meaning) {
        return new Key<>(
                name, initial, "an AE title: 1 to 16 printable ASCII characters without backslash", meaning, text -> {
                    requireAeTitle(text);
                    return text;
                });
    }

    static Key<List<String>> aeTitles(String name, String meaning) {
        String range = "a list of AE titles, each 1 to 16 printable ASCII characters without backslash";
        return new Key<>(name, "", range, meaning, text -> {
            List<String> titles = items(text);
            titles.forEach(Values::requireAeTitle);
            return titles;
        });
    }

    static Key<String> text(String name, String initial, int longest, String meaning) {
        String range = "1 to " + longest + " printable ASCII characters without backslash";
        return new Key<>(name, initial, range, meaning, text -> {
            require(!text.isEmpty() && text.length() <= longest && text.matches("[ -~&&[^\\\\]]*"));
            return text;
        });
    }

    static Key<Path> path(String name, String initial, String meaning) {
        return new Key<>(name, initial, "a path; relative paths start where the node was started", meaning, text -> {
            require(!text.isEmpty());
            return Path.of(text);
        });
    }

    static Key<Optional<Path>> optionalPath(String name, String meaning) {
        String range = "a path, or nothing; relative paths start where the node was started";
        return new Key<>(
                name, "", range, meaning, text -> text.isEmpty() ? Optional.empty() : Optional.of(Path.of(text)));
    }

    static Key<List<AddressRange>> addressRanges(String name, String meaning) {
        String range = "a list of addresses and ranges of addresses, such as 10.1.2.7, 10.1.3.0/24 or fd00::/8";
        return new Key<>(
                name,
                "",
                range,
                meaning,
                text -> items(text).stream().map(AddressRange::parse).toList());
    }

    static <E extends Enum<E>> Key<E> choice(String name, E initial, Class<E> type, String meaning) {
        String range = Arrays.stream(type.getEnumConstants())
                .map(Values::written)
                .collect(Collectors.joining(", ", "one of ", ""));
        return new Key<>(name, written(initial), range, meaning, text -> {
            for (E constant : type.getEnumConstants()) {
                if (written(constant).equals(text)) {
                    return constant;
                }
            }
            throw new IllegalArgumentException();
        });
    }

    private static String written(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Duration parseDuration(String text) {
        Matcher parts = DURATION.matcher(text);
        require(parts.matches());
        long amount = Long.parseLong(parts.group(1));
        return switch (parts.group(2)) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            case "h" -> Duration.ofHours(amount);
            case "d" -> Duration.ofDays(amount);
            default -> {
                require(amount == 0); // only zero needs no unit
                yield Duration.ZERO;
            }
        };
    }

    static long parseSize(String text) {
        Matcher parts = SIZE.matcher(text);
        require(parts.matches());
        int shift = switch (parts.group(2)) {
            case "KiB" -> 10;
            case "MiB" -> 20;
            case "GiB" -> 30;
            case "TiB" -> 40;
            default -> 0;
        };
        return new BigDecimal(parts.group(1))
                .multiply(BigDecimal.valueOf(1L << shift))
                .longValueExact();
    }

    private static List<String> items(String text) {
        return Arrays.stream(text.split(","))
                .map(String::strip)
                .filter(item -> !item.isEmpty())
                .toList();
    }

    private static void requireAeTitle(String text) {
        require(text.matches("[ -~&&[^\\\\]]{1,16}") && !text.isBlank());
    }

    private static void require(boolean allowed) {
        if (!allowed) {
            throw new IllegalArgumentException();
        }
    }
}
