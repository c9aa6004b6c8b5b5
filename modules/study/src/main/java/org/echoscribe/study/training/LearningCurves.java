package org.echoscribe.study.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Loss and accuracy over the epochs, for a program ({@code curves.csv}) and for a person ({@code curves.png}). */
public final class LearningCurves {

    private final String title;
    private final List<Epoch> epochs;

    /** Of one training. */
    public LearningCurves(String title, List<Epoch> epochs) {
        this.title = title;
        this.epochs = List.copyOf(epochs);
    }

    /** Writes or overwrites both files. */
    public void write(Path directory) throws IOException {
        Files.writeString(directory.resolve("curves.csv"), csv());
        BitmapEncoder.saveBitmap(chart(), directory.resolve("curves.png").toString(), BitmapEncoder.BitmapFormat.PNG);
    }

    private String csv() {
        StringBuilder text = new StringBuilder("epoch,training_loss,training_accuracy,validation_loss,"
                + "validation_accuracy,learning_rate,seconds\n");
        for (Epoch epoch : epochs) {
            text.append(String.format(
                    Locale.ROOT,
                    "%d,%.5f,%.5f,%.5f,%.5f,%.3g,%.1f%n",
                    epoch.number(),
                    epoch.trainingLoss(),
                    epoch.trainingAccuracy(),
                    epoch.validationLoss(),
                    epoch.validationAccuracy(),
                    epoch.learningRate(),
                    epoch.seconds()));
        }
        return text.toString();
    }

    private XYChart chart() {
        XYChart chart = new XYChartBuilder()
                .width(900)
                .height(600)
                .title(title)
                .xAxisTitle("epoch")
                .yAxisTitle("cross-entropy; accuracy")
                .build();
        double[] numbers = column(Epoch::number);
        add(chart, "training loss", numbers, column(Epoch::trainingLoss));
        add(chart, "validation loss", numbers, column(Epoch::validationLoss));
        add(chart, "training accuracy", numbers, column(Epoch::trainingAccuracy));
        add(chart, "validation accuracy", numbers, column(Epoch::validationAccuracy));
        return chart;
    }

    private static void add(XYChart chart, String name, double[] x, double[] y) {
        chart.addSeries(name, x, y).setMarker(SeriesMarkers.CIRCLE);
    }

    private double[] column(ToDoubleFunction<Epoch> value) {
        return epochs.stream().mapToDouble(value).toArray();
    }
}
