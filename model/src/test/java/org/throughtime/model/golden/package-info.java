/**
 * Tests that compare this program with the metrics of an independent NumPy and PyTorch program. The
 * metrics are in the test resources.
 */
package org.throughtime.model.golden;
