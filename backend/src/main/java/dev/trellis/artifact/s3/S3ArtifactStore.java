package dev.trellis.artifact.s3;

import dev.trellis.artifact.ArtifactKeys;
import dev.trellis.artifact.ArtifactStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * An {@link ArtifactStore} in a bucket of Amazon S3 or a service that speaks like it. S3 itself
 * shows an object whole or not at all. Both ways are checked: the service refuses bytes that do not
 * have the MD5 sent with them, and a reader who comes to the end of an object whose SHA-256 is not
 * the one kept with it gets an {@link IOException}.
 */
public final class S3ArtifactStore implements ArtifactStore, AutoCloseable {
  private static final String SHA256 = "sha256";
  private static final int NOT_FOUND = 404;

  private final S3Client client;
  private final S3Settings settings;

  public S3ArtifactStore(S3Settings settings) {
    this.settings = settings;
    this.client = client(settings);
  }

  private static S3Client client(S3Settings settings) {
    // what Amazon alone understands stays off
    S3ClientBuilder builder =
        S3Client.builder()
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
            .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
            .forcePathStyle(settings.pathStyle());
    if (settings.endpoint() != null) {
      builder.endpointOverride(settings.endpoint());
    }
    if (settings.region() != null) {
      builder.region(Region.of(settings.region()));
    }
    if (settings.accessKey() != null && settings.secretKey() != null) {
      builder.credentialsProvider(
          StaticCredentialsProvider.create(
              AwsBasicCredentials.create(settings.accessKey(), settings.secretKey())));
    }
    return builder.build();
  }

  /**
   * Looks whether the bucket is there.
   *
   * @throws IOException where it is not, or may not be used
   */
  public void check() throws IOException {
    call("look at", "", () -> client.headBucket(request -> request.bucket(settings.bucket())));
  }

  @Override
  public void put(String key, Path file) throws IOException {
    Digests digests = Digests.of(file);
    call(
        "write",
        key,
        () ->
            client.putObject(
                request ->
                    request
                        .bucket(settings.bucket())
                        .key(place(key))
                        .contentMD5(digests.md5())
                        .metadata(Map.of(SHA256, digests.sha256())),
                RequestBody.fromFile(file)));
    Files.delete(file);
  }

  @Override
  public InputStream open(String key) throws IOException {
    var object =
        call(
            "read",
            key,
            () -> client.getObject(request -> request.bucket(settings.bucket()).key(place(key))));
    String sha256 = object.response().metadata().get(SHA256);
    return sha256 == null ? object : new CheckedStream(object, key, sha256);
  }

  @Override
  public boolean exists(String key) {
    try {
      call(
          "look for",
          key,
          () -> client.headObject(request -> request.bucket(settings.bucket()).key(place(key))));
      return true;
    } catch (NoSuchFileException nothingThere) {
      return false;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void delete(String key) throws IOException {
    deleteObject(place(key));
  }

  private void deleteObject(String place) throws IOException {
    call(
        "delete",
        place,
        () -> client.deleteObject(request -> request.bucket(settings.bucket()).key(place)));
  }

  @Override
  public void deleteAll(String prefix) throws IOException {
    String folder = settings.prefix() + ArtifactKeys.folder(prefix) + "/";
    var pages =
        client.listObjectsV2Paginator(request -> request.bucket(settings.bucket()).prefix(folder));
    var doomed = call("list", prefix, () -> pages.contents().stream().map(S3Object::key).toList());
    for (String place : doomed) {
      deleteObject(place);
    }
  }

  private String place(String key) {
    return settings.prefix() + ArtifactKeys.checked(key);
  }

  private <T> T call(String what, String key, Supplier<T> request) throws IOException {
    try {
      return request.get();
    } catch (S3Exception refused) {
      if (refused.statusCode() == NOT_FOUND) {
        throw new NoSuchFileException(key, null, "not in " + settings);
      }
      throw failure(what, key, refused);
    } catch (SdkException failed) {
      throw failure(what, key, failed);
    }
  }

  private IOException failure(String what, String key, SdkException cause) {
    return new IOException(
        "cannot %s %s in %s: %s".formatted(what, key, settings, cause.getMessage()), cause);
  }

  @Override
  public void close() {
    client.close();
  }
}
