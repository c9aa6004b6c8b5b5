package org.echoscribe.report;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.echoscribe.vocabulary.Code;
import org.echoscribe.vocabulary.View;

/**
 * What an SR document says about the view of one loop.
 *
 * @param sourceSopInstanceUid the loop
 * @param frameNumbers the frames meant, counted from 1; empty for all
 * @param trackingUid the same in every document that speaks of this finding
 * @param imageView the asserted view as coded; absent where none is asserted
 * @param imageViewModifier what narrows it
 * @param view the one of our classes that was meant, where the codes say so unambiguously
 * @param certaintyPercent 0..100, where the creator gave one
 * @param status the coded status, in this product's documents
 * @param reason why no view is asserted, in this product's documents
 * @param percentByClass the certainty of each class in percent, in the order of the document; empty where not given
 * @param algorithmName what found it, where a device did
 * @param algorithmVersion its version
 * @param algorithmParameters {@code key=value} each
 * @param comment the line for people
 */
public record ViewLabel(
        String sourceSopInstanceUid,
        List<Integer> frameNumbers,
        Optional<String> trackingUid,
        Optional<Code> imageView,
        Optional<Code> imageViewModifier,
        Optional<View> view,
        OptionalDouble certaintyPercent,
        Optional<Code> status,
        Optional<Code> reason,
        Map<Code, Double> percentByClass,
        Optional<String> algorithmName,
        Optional<String> algorithmVersion,
        List<String> algorithmParameters,
        Optional<String> comment) {}
