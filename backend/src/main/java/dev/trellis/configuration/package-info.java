/**
 * Spring configuration that connects features: the home directory, the artifact store, model
 * families and the process that serves trained models ({@link GeneratorMain}).
 */
@NullMarked
package dev.trellis.configuration;

import org.jspecify.annotations.NullMarked;
