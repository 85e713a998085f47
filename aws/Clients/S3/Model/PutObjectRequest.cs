namespace Amazon.S3.Model;

/// <summary>Asks to write an object.</summary>
public class PutObjectRequest : AmazonS3Request
{
    /// <summary>The object's name. Required.</summary>
    public string? Key { get; set; }

    /// <summary>The body, from its position on. Required.</summary>
    public Stream? InputStream { get; set; }

    /// <summary>The body's media type; S3's own default where it is null.</summary>
    public string? ContentType { get; set; }
}
