package org.throughtime.model.kernel;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Constructor;

/**
 * Loads the classes of the vector kernels once more. A JVM profiles and compiles each copy by
 * itself.
 *
 * <p>A copy is in another run-time package than the rest of this one, so its classes use only what
 * is public here, and constants.
 */
final class KernelLoader extends ClassLoader {
  static final String VECTOR_KERNELS = "org.throughtime.model.kernel.VectorKernels";

  private static final String COPIED = "org.throughtime.model.kernel.Vector";
  private static final String COPIED_PARENT = "org.throughtime.model.kernel.ComposedKernels";

  private KernelLoader() {
    super(KernelLoader.class.getClassLoader());
  }

  /**
   * A new copy of the vector kernels.
   *
   * @throws IllegalStateException where a class cannot be loaded
   */
  static Kernels vectors() {
    try {
      Constructor<?> constructor =
          new KernelLoader().loadClass(VECTOR_KERNELS).getDeclaredConstructor();
      constructor.setAccessible(true);
      return (Kernels) constructor.newInstance();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("the vector kernels cannot be loaded once more", e);
    }
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (!name.startsWith(COPIED) && !name.equals(COPIED_PARENT)) {
      return super.loadClass(name, resolve);
    }
    synchronized (getClassLoadingLock(name)) {
      Class<?> loaded = findLoadedClass(name);
      return loaded != null ? loaded : copy(name);
    }
  }

  private Class<?> copy(String name) throws ClassNotFoundException {
    try (InputStream in = getResourceAsStream(name.replace('.', '/') + ".class")) {
      if (in == null) {
        throw new ClassNotFoundException(name);
      }
      byte[] bytes = in.readAllBytes();
      return defineClass(name, bytes, 0, bytes.length, KernelLoader.class.getProtectionDomain());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
