package dev.trellis.dataset;

record TextFile() {}
