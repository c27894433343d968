package org.throughtime.sweep.strategy;

/**
 * A kind of block that a sweep file can hold.
 *
 * <p>Kinds are services: a public class with a public constructor without arguments, named in a
 * file {@code META-INF/services} of any jar on the class path, is found by {@link
 * java.util.ServiceLoader}. Nothing else registers it.
 */
public interface BlockKind {
  /** The key of the block, or of its blocks: no other kind has it. */
  String key();

  /** Where the key stands in a sweep file: in {@code search}, unless the kind says otherwise. */
  default String path() {
    return SearchReader.SEARCH + "." + key();
  }
}
