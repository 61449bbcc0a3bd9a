package dev.trellis.artifact;

import dev.trellis.artifact.s3.S3Settings;
import java.net.URI;
import org.gaul.s3proxy.AuthenticationType;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.nio2blob.TransientNio2BlobProviderMetadata;
import org.jclouds.ContextBuilder;
import org.jclouds.blobstore.BlobStore;
import org.jclouds.blobstore.BlobStoreContext;

/** S3 server with one bucket in memory; verifies the signatures of requests. */
public final class S3Server implements AutoCloseable {
  public static final String BUCKET = "artifacts";
  private static final String KEY = "key";
  private static final String SECRET = "secret";

  private final BlobStoreContext context;
  private final S3Proxy proxy;

  private S3Server(BlobStoreContext context, S3Proxy proxy) {
    this.context = context;
    this.proxy = proxy;
  }

  public static S3Server start() {
    BlobStoreContext context =
        ContextBuilder.newBuilder(new TransientNio2BlobProviderMetadata())
            .credentials(KEY, SECRET)
            .build(BlobStoreContext.class);
    context.getBlobStore().createContainerInLocation(null, BUCKET);
    S3Proxy proxy =
        S3Proxy.builder()
            .blobStore(context.getBlobStore())
            .endpoint(URI.create("http://127.0.0.1:0"))
            .awsAuthentication(AuthenticationType.AWS_V2_OR_V4, KEY, SECRET)
            .build();
    try {
      proxy.start();
    } catch (Exception e) {
      throw new IllegalStateException("Cannot start the S3 server", e);
    }
    return new S3Server(context, proxy);
  }

  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + proxy.getPort());
  }

  public S3Settings settings(String prefix) {
    return new S3Settings(BUCKET, prefix, endpoint(), "eu-west-1", true, KEY, SECRET);
  }

  /** Returns the blobs of the server, for access without HTTP. */
  BlobStore blobs() {
    return context.getBlobStore();
  }

  @Override
  public void close() throws Exception {
    proxy.stop();
    context.close();
  }
}
