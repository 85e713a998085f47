namespace AiProxy.Host.Projects;

/// <summary>One file as it was read.</summary>
/// <param name="Path">Its full path.</param>
/// <param name="Content">Its bytes; empty where it could not be read.</param>
/// <param name="Unreadable">Why it could not be read, or null.</param>
internal sealed record SourceFile(string Path, ReadOnlyMemory<byte> Content, string? Unreadable)
{
    /// <summary>Reads a file; one that cannot be read is a result, too.</summary>
    public static SourceFile Read(string path)
    {
        try
        {
            // An editor that writes, renames or deletes it meanwhile must not be kept from it (on Windows it would be).
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var content = new MemoryStream();
            file.CopyTo(content);
            return new SourceFile(path, content.ToArray(), null);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new SourceFile(path, default, e.Message);
        }
    }

    /// <summary>Whether nothing has changed between the two.</summary>
    public bool SameAs(SourceFile other) => Path == other.Path && Unreadable == other.Unreadable && Content.Span.SequenceEqual(other.Content.Span);

    /// <summary>The content as text, without a byte-order mark.</summary>
    public string Text()
    {
        using var reader = new StreamReader(new MemoryStream(Content.ToArray()));
        return reader.ReadToEnd();
    }
}
