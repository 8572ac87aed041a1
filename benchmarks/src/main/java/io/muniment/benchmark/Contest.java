package io.muniment.benchmark;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** Sides that have their turns one after the other, round by round, so that all see the same weather. */
final class Contest {

    /** One turn of a side. */
    interface Turn {

        /** Returns what was measured. */
        double take() throws Exception;
    }

    private final Map<String, Turn> sides = new LinkedHashMap<>();

    Contest side(String name, Turn turn) {
        sides.put(name, turn);
        return this;
    }

    /** One round that does not count, then {@code rounds}, every other one in reverse order. */
    Results run(int rounds) throws Exception {
        String[] names = sides.keySet().toArray(String[]::new);
        Results results = new Results(rounds);
        for (int round = -1; round < rounds; round++) {
            for (int i = 0; i < names.length; i++) {
                String name = names[round % 2 == 0 ? i : names.length - 1 - i];
                double measured = turn(name);
                if (round >= 0) {
                    results.put(name, round, measured);
                }
            }
        }
        return results;
    }

    private double turn(String name) throws Exception {
        Turn turn = sides.get(name);
        if (turn == null) {
            throw new IllegalArgumentException(name);
        }
        return turn.take();
    }

    /** What each side reached in each round. */
    static final class Results {

        private final int rounds;
        private final Map<String, double[]> figures = new LinkedHashMap<>();

        Results(int rounds) {
            this.rounds = rounds;
        }

        void put(String side, int round, double figure) {
            figures.computeIfAbsent(side, name -> new double[rounds])[round] = figure;
        }

        Spread of(String side) {
            return new Spread(figuresOf(side));
        }

        /** Round by round, what one side reached divided by what the other did. */
        Spread ratio(String side, String other) {
            double[] above = figuresOf(side);
            double[] below = figuresOf(other);
            double[] ratios = new double[rounds];
            Arrays.setAll(ratios, i -> above[i] / below[i]);
            return new Spread(ratios);
        }

        /** Round by round, what one side took more than the other. */
        Spread difference(String side, String other) {
            double[] above = figuresOf(side);
            double[] below = figuresOf(other);
            double[] differences = new double[rounds];
            Arrays.setAll(differences, i -> above[i] - below[i]);
            return new Spread(differences);
        }

        private double[] figuresOf(String side) {
            double[] found = figures.get(side);
            if (found == null) {
                throw new IllegalArgumentException(side);
            }
            return found;
        }
    }

    /** The same measured several times. */
    static final class Spread {

        private final double[] ascending;

        Spread(double... figures) {
            ascending = figures.clone();
            Arrays.sort(ascending);
        }

        double median() {
            int middle = ascending.length / 2;
            return ascending.length % 2 == 1 ? ascending[middle] : (ascending[middle - 1] + ascending[middle]) / 2;
        }

        double least() {
            return ascending[0];
        }

        double most() {
            return ascending[ascending.length - 1];
        }
    }
}
