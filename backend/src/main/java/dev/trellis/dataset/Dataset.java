package dev.trellis.dataset;

public record Dataset(String name, String sha256) {}
