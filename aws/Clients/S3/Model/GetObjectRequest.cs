namespace Amazon.S3.Model;

/// <summary>Asks for an object.</summary>
public class GetObjectRequest : AmazonS3Request
{
    /// <summary>The object's name. Required.</summary>
    public string? Key { get; set; }
}
