using Amazon.Runtime.Internal;

namespace Amazon.S3.Model;

/// <summary>Asks to write an object.</summary>
public class PutObjectRequest : AmazonS3Request
{
    /// <summary>The object's name.</summary>
    public string? Key { get; set; }

    /// <summary>The body, from its position on; seekable, because it is hashed first and may have to be sent again.</summary>
    public Stream? InputStream { get; set; }

    /// <summary>The body's media type; S3's own default where it is null.</summary>
    public string? ContentType { get; set; }

    internal static void Write(IRequest request, PutObjectRequest put)
    {
        ArgumentNullException.ThrowIfNull(put.InputStream, nameof(InputStream));
        request.AddPathResource("{Key+}", put.Key);
        if (put.ContentType is not null)
            request.Headers["Content-Type"] = put.ContentType;
        request.ContentStream = put.InputStream;
    }
}
