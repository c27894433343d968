/**
 * Other programs that do the work of a run, for {@code compare_with_peers.py}: libtorch, oneDNN and
 * ONNX Runtime.
 *
 * <p>Depends on {@code org.throughtime.benchmark} and on the public API of {@code model}. Nothing
 * depends on it. Only the Maven profile {@code peers} builds it, and no part of it is shipped.
 */
package org.throughtime.peer;
