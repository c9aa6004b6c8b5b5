package org.echoscribe.phantom.screen;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Letters of five by seven dots, as old machines burn them into the picture. Drawn here rather than by the platform's
 * fonts, which differ between machines and may be missing.
 */
final class DotLetters {

    static final int WIDTH = 5;
    static final int HEIGHT = 7;

    /** Seven rows of five bits each, the leftmost dot highest. */
    private static final Map<Character, int[]> LETTERS = new HashMap<>();

    static {
        letter('A', 14, 17, 17, 31, 17, 17, 17);
        letter('B', 30, 17, 17, 30, 17, 17, 30);
        letter('C', 14, 17, 16, 16, 16, 17, 14);
        letter('D', 30, 17, 17, 17, 17, 17, 30);
        letter('E', 31, 16, 16, 30, 16, 16, 31);
        letter('F', 31, 16, 16, 30, 16, 16, 16);
        letter('G', 14, 17, 16, 23, 17, 17, 15);
        letter('H', 17, 17, 17, 31, 17, 17, 17);
        letter('I', 14, 4, 4, 4, 4, 4, 14);
        letter('J', 7, 2, 2, 2, 2, 18, 12);
        letter('K', 17, 18, 20, 24, 20, 18, 17);
        letter('L', 16, 16, 16, 16, 16, 16, 31);
        letter('M', 17, 27, 21, 21, 17, 17, 17);
        letter('N', 17, 25, 21, 19, 17, 17, 17);
        letter('O', 14, 17, 17, 17, 17, 17, 14);
        letter('P', 30, 17, 17, 30, 16, 16, 16);
        letter('Q', 14, 17, 17, 17, 21, 18, 13);
        letter('R', 30, 17, 17, 30, 20, 18, 17);
        letter('S', 15, 16, 16, 14, 1, 1, 30);
        letter('T', 31, 4, 4, 4, 4, 4, 4);
        letter('U', 17, 17, 17, 17, 17, 17, 14);
        letter('V', 17, 17, 17, 17, 17, 10, 4);
        letter('W', 17, 17, 17, 21, 21, 27, 17);
        letter('X', 17, 17, 10, 4, 10, 17, 17);
        letter('Y', 17, 17, 10, 4, 4, 4, 4);
        letter('Z', 31, 1, 2, 4, 8, 16, 31);
        letter('0', 14, 17, 19, 21, 25, 17, 14);
        letter('1', 4, 12, 4, 4, 4, 4, 14);
        letter('2', 14, 17, 1, 6, 8, 16, 31);
        letter('3', 30, 1, 1, 14, 1, 1, 30);
        letter('4', 2, 6, 10, 18, 31, 2, 2);
        letter('5', 31, 16, 30, 1, 1, 17, 14);
        letter('6', 14, 16, 16, 30, 17, 17, 14);
        letter('7', 31, 1, 2, 4, 8, 8, 8);
        letter('8', 14, 17, 17, 14, 17, 17, 14);
        letter('9', 14, 17, 17, 15, 1, 1, 14);
        letter('.', 0, 0, 0, 0, 0, 12, 12);
        letter(':', 0, 12, 12, 0, 12, 12, 0);
        letter('-', 0, 0, 0, 31, 0, 0, 0);
        letter('/', 1, 1, 2, 4, 8, 16, 16);
        letter('%', 24, 25, 2, 4, 8, 19, 3);
    }

    private DotLetters() {}

    private static void letter(char character, int... rows) {
        LETTERS.put(character, rows);
    }

    /** Draws text with its upper left corner at (x, y); characters without dots stay blank. */
    static void draw(Canvas canvas, int x, int y, int scale, int rgb, String text) {
        String upper = text.toUpperCase(Locale.ROOT);
        for (int i = 0; i < upper.length(); i++) {
            int[] rows = LETTERS.getOrDefault(upper.charAt(i), new int[HEIGHT]);
            for (int row = 0; row < HEIGHT; row++) {
                for (int column = 0; column < WIDTH; column++) {
                    if ((rows[row] >> (WIDTH - 1 - column) & 1) != 0) {
                        canvas.fill(x + (i * (WIDTH + 1) + column) * scale, y + row * scale, scale, scale, rgb);
                    }
                }
            }
        }
    }
}
