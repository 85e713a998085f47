using Amazon.Runtime;

namespace Amazon.AppConfigData.Model;

/// <summary>The configuration, and what the next poll needs.</summary>
public class GetLatestConfigurationResponse : AmazonWebServiceResponse
{
    /// <summary>The content; empty where it has not changed since the poll before.</summary>
    public MemoryStream? Configuration { get; set; }

    /// <summary>The content's media type.</summary>
    public string? ContentType { get; set; }

    /// <summary>The token for the next poll; valid once, for a day.</summary>
    public string? NextPollConfigurationToken { get; set; }

    /// <summary>How long to wait before the next poll, seconds.</summary>
    public int? NextPollIntervalInSeconds { get; set; }

    /// <summary>The label of the version, where it has one.</summary>
    public string? VersionLabel { get; set; }
}
