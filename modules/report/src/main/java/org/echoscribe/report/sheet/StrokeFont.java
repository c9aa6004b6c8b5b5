package org.echoscribe.report.sheet;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Letters as centre lines of a round pen, so that they are readable in any size and need no font file. Capitals are 10
 * units high, small letters 7, and the baseline is 0; x goes right and y up.
 *
 * <p>Strokes are written as {@code M x y} (move), {@code L x y} (line) and {@code A cx cy rx ry from sweep} (line to the
 * beginning of an arc, and the arc; degrees, counter-clockwise); a lower-case {@code a} moves to the arc instead.
 */
final class StrokeFont {

    /** From one baseline to the next, in units. */
    static final double LINE = 17;

    private static final double SPACE = 3.4;
    private static final double BETWEEN_LETTERS = 2.3;
    private static final double DEGREES_PER_LINE = 12;

    /** One letter: its strokes, each a list of x and y in turn. */
    private record Glyph(double width, List<double[]> strokes) {}

    private static final String LETTERS = """
            A 6.8 M 0 0 L 3.4 10 L 6.8 0 M 1.2 3.4 L 5.6 3.4
            B 6.2 M 0 5.3 L 3.5 5.3 A 3.5 7.65 2.35 2.35 -90 180 L 0 10 L 0 0 L 3.6 0 A 3.6 2.65 2.6 2.65 -90 180
            C 6.6 a 3.8 5 3.8 5 48 264
            D 6.8 M 0 0 L 0 10 L 2.8 10 A 2.8 5 4 5 90 -180 L 0 0
            E 5.4 M 5.4 10 L 0 10 L 0 0 L 5.4 0 M 0 5.2 L 4.6 5.2
            F 5.2 M 5.2 10 L 0 10 L 0 0 M 0 5.2 L 4.4 5.2
            G 7.1 a 3.8 5 3.8 5 48 282 L 7.1 4.7 L 4.3 4.7
            H 6.4 M 0 0 L 0 10 M 6.4 0 L 6.4 10 M 0 5.2 L 6.4 5.2
            I 0 M 0 0 L 0 10
            J 4 M 4 10 L 4 2.6 A 2 2.6 2 2.6 0 -170
            K 6 M 0 0 L 0 10 M 5.8 10 L 0 4.2 M 2.1 6.3 L 6 0
            L 5 M 0 10 L 0 0 L 5 0
            M 7.8 M 0 0 L 0 10 L 3.9 3.2 L 7.8 10 L 7.8 0
            N 6.4 M 0 0 L 0 10 L 6.4 0 L 6.4 10
            O 7.8 a 3.9 5 3.9 5 0 360
            P 6 M 0 0 L 0 10 L 3.4 10 A 3.4 7.3 2.6 2.7 90 -180 L 0 4.6
            Q 7.8 a 3.9 5 3.9 5 0 360 M 4.8 2.6 L 7.6 -0.8
            R 6.2 M 0 0 L 0 10 L 3.4 10 A 3.4 7.3 2.6 2.7 90 -180 L 0 4.6 M 3 4.6 L 6.2 0
            S 6.2 a 3.1 7.55 2.8 2.45 35 235 A 3.1 2.55 3.1 2.55 90 -235
            T 6.4 M 0 10 L 6.4 10 M 3.2 10 L 3.2 0
            U 6.2 M 0 10 L 0 3.2 A 3.1 3.2 3.1 3.2 180 180 L 6.2 10
            V 6.8 M 0 10 L 3.4 0 L 6.8 10
            W 9.6 M 0 10 L 2.4 0 L 4.8 9 L 7.2 0 L 9.6 10
            X 6.2 M 0 0 L 6.2 10 M 0 10 L 6.2 0
            Y 6.4 M 0 10 L 3.2 5 L 6.4 10 M 3.2 5 L 3.2 0
            Z 6 M 0 10 L 6 10 L 0 0 L 6.2 0
            a 5 a 2.5 3.5 2.5 3.5 0 360 M 5 7 L 5 0
            b 5 M 0 10 L 0 0 a 2.5 3.5 2.5 3.5 0 360
            c 4.4 a 2.5 3.5 2.5 3.5 48 264
            d 5 M 5 10 L 5 0 a 2.5 3.5 2.5 3.5 0 360
            e 5 M 0.1 3.7 L 4.9 3.7 A 2.5 3.5 2.5 3.5 5 305
            f 3.6 M 1.3 0 L 1.3 7.7 A 3.3 7.7 2 2.3 180 -105 M 0 6.8 L 3.4 6.8
            g 5 a 2.5 3.5 2.5 3.5 0 360 M 5 7 L 5 -0.6 A 2.5 -0.6 2.5 2.4 0 -150
            h 4.9 M 0 0 L 0 10 M 0 4.4 A 2.45 4.4 2.45 2.6 180 -180 L 4.9 0
            i 0 M 0 0 L 0 7 M 0 9.7 L 0 9.8
            j 1.4 M 1.4 7 L 1.4 -1 A -0.2 -1 1.6 2 0 -90 M 1.4 9.7 L 1.4 9.8
            k 4.6 M 0 0 L 0 10 M 4.4 7 L 0 2.8 M 1.7 4.5 L 4.6 0
            l 1.1 M 0 10 L 0 1.4 A 1.2 1.4 1.2 1.4 180 85
            m 8 M 0 0 L 0 7 M 0 4.6 A 2 4.6 2 2.4 180 -180 L 4 0 M 4 4.6 A 6 4.6 2 2.4 180 -180 L 8 0
            n 4.9 M 0 0 L 0 7 M 0 4.4 A 2.45 4.4 2.45 2.6 180 -180 L 4.9 0
            o 5 a 2.5 3.5 2.5 3.5 0 360
            p 5 M 0 7 L 0 -3 a 2.5 3.5 2.5 3.5 0 360
            q 5 M 5 7 L 5 -3 a 2.5 3.5 2.5 3.5 0 360
            r 3.2 M 0 0 L 0 7 M 0 4.2 A 2.6 4.2 2.6 2.8 180 -110
            s 4.3 a 2.15 5.25 1.95 1.75 35 235 A 2.15 1.75 2.15 1.75 90 -235
            t 3.5 M 1.3 9.4 L 1.3 2 A 3.1 2 1.8 2 180 100 M 0 7 L 3.5 7
            u 4.9 M 4.9 7 L 4.9 0 M 4.9 2.6 A 2.45 2.6 2.45 2.6 0 -180 L 0 7
            v 5 M 0 7 L 2.5 0 L 5 7
            w 7.6 M 0 7 L 1.9 0 L 3.8 6.4 L 5.7 0 L 7.6 7
            x 4.6 M 0 0 L 4.6 7 M 0 7 L 4.6 0
            y 5 M 0 7 L 2.6 0.2 M 5 7 L 1.4 -3
            z 4.6 M 0 7 L 4.6 7 L 0 0 L 4.8 0
            0 5.6 a 2.8 5 2.8 5 0 360
            1 3.6 M 0 7.8 L 2.6 10 L 2.6 0
            2 5.6 a 2.7 7.2 2.7 2.8 170 -205 L 0 0 L 5.6 0
            3 5.6 a 2.7 7.6 2.4 2.4 155 -245 A 2.7 2.6 2.8 2.6 90 -245
            4 6 M 4.4 0 L 4.4 10 L 0 3 L 6 3
            5 5.6 M 5 10 L 0.9 10 L 0.5 5.2 A 2.7 3.2 2.9 3.2 141 -290
            6 5.6 a 2.8 3.1 2.8 3.1 0 360 M 4.2 10 L 0.5 4.7
            7 5.6 M 0 10 L 5.6 10 L 1.9 0
            8 5.6 a 2.8 7.65 2.35 2.35 0 360 a 2.8 2.65 2.8 2.65 0 360
            9 5.6 a 2.8 6.9 2.8 3.1 0 360 M 1.4 0 L 5.1 5.3
            . 0 M 0 0 L 0 0.1
            , 0.4 M 0.4 0.3 L 0 -1.8
            : 0 M 0 0.2 L 0 0.3 M 0 5.6 L 0 5.7
            ; 0.4 M 0.4 0.3 L 0 -1.8 M 0.3 5.6 L 0.3 5.7
            ! 0 M 0 10 L 0 3.2 M 0 0 L 0 0.1
            ? 4.6 a 2.3 7.6 2.3 2.4 165 -235 L 2.3 3.2 M 2.3 0 L 2.3 0.1
            ' 0 M 0 10 L 0 7.6
            " 2 M 0 10 L 0 7.6 M 2 10 L 2 7.6
            ( 1.6 a 4.3 3.8 4.3 8 131 98
            ) 1.6 a -2.7 3.8 4.3 8 49 -98
            [ 1.8 M 1.8 11 L 0 11 L 0 -2 L 1.8 -2
            ] 1.8 M 0 11 L 1.8 11 L 1.8 -2 L 0 -2
            { 2 M 2 11 L 1 10 L 1 5.5 L 0 4.5 L 1 3.5 L 1 -1 L 2 -2
            } 2 M 0 11 L 1 10 L 1 5.5 L 2 4.5 L 1 3.5 L 1 -1 L 0 -2
            / 4 M 0 -1.2 L 4 11
            | 0 M 0 -2 L 0 11
            - 3.2 M 0 3.7 L 3.2 3.7
            + 5 M 0 3.8 L 5 3.8 M 2.5 1.3 L 2.5 6.3
            = 5 M 0 2.6 L 5 2.6 M 0 5.2 L 5 5.2
            < 4.4 M 4.4 7 L 0 3.8 L 4.4 0.6
            > 4.4 M 0 7 L 4.4 3.8 L 0 0.6
            _ 5 M 0 -1.4 L 5 -1.4
            * 4 M 2 9.8 L 2 5.8 M 0.2 8.8 L 3.8 6.8 M 3.8 8.8 L 0.2 6.8
            # 6 M 1.4 0 L 2.4 10 M 3.8 0 L 4.8 10 M 0 3.4 L 5.8 3.4 M 0.4 6.6 L 6.2 6.6
            % 8 a 1.7 7.7 1.7 2.3 0 360 a 6.3 2.3 1.7 2.3 0 360 M 6.4 10 L 1.6 0
            & 6.8 M 6.6 0 L 1.6 6.8 A 2.9 8 1.75 2 217 -254 L 1.1 4.5 A 2.6 2.5 2.6 2.5 125 205 L 6.4 4.2
            $ 6.2 a 3.1 7.55 2.8 2.45 35 235 A 3.1 2.55 3.1 2.55 90 -235 M 3.1 11.4 L 3.1 -1.4
            @ 8.4 a 4.4 3.6 1.9 2.2 0 360 M 6.3 5.8 L 6.3 2.4 A 7.2 2.6 0.9 1.2 180 180 A 4.2 3.8 4.2 5.4 0 305
            ^ 4 M 0 6.8 L 2 10 L 4 6.8
            ` 1.4 M 0 10 L 1.4 8.2
            """;

    /** Stands for what is not in the font. */
    private static final char MISSING = '?';

    private static final Map<Character, Glyph> GLYPHS = parse();

    private StrokeFont() {}

    /** The width of a text in units. */
    static double width(String text) {
        double width = 0;
        for (char letter : text.toCharArray()) {
            width += advance(letter);
        }
        return Math.max(0, width - BETWEEN_LETTERS);
    }

    /** The strokes of a text whose first letter begins at 0, each a list of x and y in turn, in units. */
    static List<double[]> strokes(String text) {
        List<double[]> strokes = new ArrayList<>();
        double x = 0;
        for (char letter : text.toCharArray()) {
            if (letter != ' ') {
                for (double[] stroke : glyph(letter).strokes()) {
                    strokes.add(moved(stroke, x));
                }
            }
            x += advance(letter);
        }
        return strokes;
    }

    private static double advance(char letter) {
        return letter == ' ' ? SPACE : glyph(letter).width() + BETWEEN_LETTERS;
    }

    private static Glyph glyph(char letter) {
        return GLYPHS.getOrDefault(letter, GLYPHS.get(MISSING));
    }

    private static double[] moved(double[] stroke, double x) {
        double[] moved = stroke.clone();
        for (int i = 0; i < moved.length; i += 2) {
            moved[i] += x;
        }
        return moved;
    }

    private static Map<Character, Glyph> parse() {
        Map<Character, Glyph> glyphs = new HashMap<>();
        for (String line : LETTERS.lines().toList()) {
            String[] words = line.split(" ");
            glyphs.put(words[0].charAt(0), new Glyph(Double.parseDouble(words[1]), strokesOf(words)));
        }
        return glyphs;
    }

    private static List<double[]> strokesOf(String[] words) {
        List<double[]> strokes = new ArrayList<>();
        List<Double> stroke = new ArrayList<>();
        int at = 2;
        while (at < words.length) {
            String command = words[at];
            if (command.equals("M") || command.equals("a")) {
                end(stroke, strokes);
            }
            if (command.equals("M") || command.equals("L")) {
                stroke.add(Double.valueOf(words[at + 1]));
                stroke.add(Double.valueOf(words[at + 2]));
                at += 3;
            } else {
                double[] arc = new double[6];
                for (int i = 0; i < arc.length; i++) {
                    arc[i] = Double.parseDouble(words[at + 1 + i]);
                }
                addArc(stroke, arc);
                at += 7;
            }
        }
        end(stroke, strokes);
        return strokes;
    }

    private static void end(List<Double> stroke, List<double[]> strokes) {
        if (!stroke.isEmpty()) {
            strokes.add(stroke.stream().mapToDouble(Double::doubleValue).toArray());
            stroke.clear();
        }
    }

    private static void addArc(List<Double> stroke, double[] arc) {
        int lines = (int) Math.ceil(Math.abs(arc[5]) / DEGREES_PER_LINE);
        for (int i = 0; i <= lines; i++) {
            double angle = StrictMath.toRadians(arc[4] + arc[5] * i / lines);
            stroke.add(arc[0] + arc[2] * StrictMath.cos(angle));
            stroke.add(arc[1] + arc[3] * StrictMath.sin(angle));
        }
    }
}
