package org.echoscribe.inference;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.echoscribe.vocabulary.View;

/**
 * {@code bundle.json} as it is written, key by key, in kebab-case.
 *
 * <p>Reading is strict: a missing, unknown or repeated key is an error, because a key that this version does not know
 * may change what the network must be fed with.
 *
 * @param formatVersion {@value #FORMAT_VERSION}
 * @param views class values such as {@code EV-PLAX}, in the order of the head's logits
 * @param files every other file of the bundle
 */
record BundleJson(
        int formatVersion,
        String name,
        String version,
        String manufacturer,
        String architecture,
        boolean synthetic,
        List<String> views,
        InputJson inputSpecification,
        float calibrationTemperature,
        float abstentionThreshold,
        Map<String, Object> trainingProvenance,
        Map<String, Object> measuredMetrics,
        List<FileJson> files) {

    static final int FORMAT_VERSION = 1;

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE)
            .enable(
                    DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
                    DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES,
                    DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES,
                    DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(SerializationFeature.INDENT_OUTPUT, SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    /**
     * One file of the bundle.
     *
     * @param name a plain file name
     * @param bytes its length
     * @param sha256 its digest, 64 lower-case hex digits
     */
    record FileJson(String name, long bytes, String sha256) {
        FileJson {
            Objects.requireNonNull(name, "a file's name is null");
            Objects.requireNonNull(sha256, "a file's sha256 is null");
        }
    }

    static BundleJson of(BundleDescription description, List<FileJson> files) {
        return new BundleJson(
                FORMAT_VERSION,
                description.name(),
                description.version(),
                description.manufacturer(),
                description.architecture(),
                description.synthetic(),
                description.views().stream()
                        .map(view -> view.modelClass().value())
                        .toList(),
                InputJson.of(description.inputSpecification()),
                description.calibrationTemperature(),
                description.abstentionThreshold(),
                description.trainingProvenance(),
                description.measuredMetrics(),
                files);
    }

    /** @throws IllegalArgumentException if a value is outside its range */
    BundleDescription toDescription() {
        return new BundleDescription(
                name,
                version,
                manufacturer,
                architecture,
                views.stream().map(BundleJson::view).toList(),
                inputSpecification.toSpecification(),
                calibrationTemperature,
                abstentionThreshold,
                trainingProvenance,
                measuredMetrics,
                synthetic);
    }

    /** @throws IllegalArgumentException saying where and why it is not a {@code bundle.json} of this version */
    static BundleJson read(byte[] json) {
        try {
            JsonNode tree = MAPPER.readTree(json);
            int version = tree.path("format-version").asInt(0);
            if (version != FORMAT_VERSION) {
                throw new IllegalArgumentException("format-version is " + tree.path("format-version")
                        + ", and this program reads " + FORMAT_VERSION + " only");
            }
            BundleJson read = MAPPER.treeToValue(tree, BundleJson.class);
            JsonNode understood = MAPPER.valueToTree(read);
            requireNoNulls(understood);
            requireFinite("", understood);
            return read;
        } catch (JsonMappingException e) {
            throw new IllegalArgumentException(e.getOriginalMessage() + " at " + e.getPathReference(), e);
        } catch (IOException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    byte[] write() {
        try {
            return MAPPER.writeValueAsBytes(this);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    "provenance and metrics must be JSON values: " + e.getOriginalMessage(), e);
        }
    }

    private static void requireNoNulls(JsonNode understood) {
        String missing = understood.properties().stream()
                .filter(property -> property.getValue().isNull())
                .map(Map.Entry::getKey)
                .collect(Collectors.joining(", "));
        if (understood.path("files").valueStream().anyMatch(JsonNode::isNull)) {
            throw new IllegalArgumentException("null is not allowed in files");
        }
        if (!missing.isEmpty()) {
            throw new IllegalArgumentException("null is not allowed for " + missing);
        }
    }

    /** JSON has no largest number, but what stands behind the keys has: 1e999 would be read as infinite. */
    private static void requireFinite(String key, JsonNode understood) {
        if (understood.isNumber() && !Double.isFinite(understood.doubleValue())) {
            throw new IllegalArgumentException(key + " is a number beyond what can be held; write a smaller one");
        }
        String inside = key.isEmpty() ? "" : key + "/";
        understood.properties().forEach(one -> requireFinite(inside + one.getKey(), one.getValue()));
        for (int i = 0; understood.isArray() && i < understood.size(); i++) {
            requireFinite(inside + i, understood.get(i));
        }
    }

    private static View view(String classValue) {
        return View.ofClassValue(classValue)
                .orElseThrow(() -> new IllegalArgumentException("views has the unknown class value " + classValue));
    }
}
