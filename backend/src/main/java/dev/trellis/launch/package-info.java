/**
 * Start of the program: the parser and usage texts of the command line, the validation of settings,
 * the preparation of the home directory, the reports of failed starts, and the lines that a server
 * prints when it is ready.
 */
@NullMarked
package dev.trellis.launch;

import org.jspecify.annotations.NullMarked;
