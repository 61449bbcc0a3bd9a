/**
 * Model families on Deeplearning4j: language models ({@link LanguageModelFamily}) and classifiers
 * ({@link ClassifierFamily}), their epochs, evaluation and checkpoints. Only this package and those
 * below it use DL4J, ND4J and native libraries.
 */
@NullMarked
package dev.trellis.training.dl4j;

import org.jspecify.annotations.NullMarked;
