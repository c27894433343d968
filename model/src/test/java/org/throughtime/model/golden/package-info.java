/**
 * The metrics of an independent NumPy and PyTorch program, from the test resources, and the tests
 * that hold this program to them.
 */
package org.throughtime.model.golden;
