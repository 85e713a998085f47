using System.Text.Json;
using AiProxy.Aws.Clients.Runtime;
using Amazon.Runtime;

namespace Amazon.SecretsManager.Model;

/// <summary>A secret. Members that the service left out are null.</summary>
public class GetSecretValueResponse : AmazonWebServiceResponse
{
    /// <summary>The secret's ARN.</summary>
    public string? ARN { get; set; }

    /// <summary>The secret's name.</summary>
    public string? Name { get; set; }

    /// <summary>The version's id.</summary>
    public string? VersionId { get; set; }

    /// <summary>The secret, if it is binary.</summary>
    public MemoryStream? SecretBinary { get; set; }

    /// <summary>The secret, if it is text.</summary>
    public string? SecretString { get; set; }

    /// <summary>The version's stages.</summary>
    public List<string>? VersionStages { get; set; }

    /// <summary>When the version was made, UTC.</summary>
    public DateTime? CreatedDate { get; set; }

    internal static GetSecretValueResponse Read(JsonElement json) => new()
    {
        ARN = json.Text("ARN"),
        Name = json.Text("Name"),
        VersionId = json.Text("VersionId"),
        SecretBinary = json.Member("SecretBinary") is { } bytes ? new MemoryStream(bytes.GetBytesFromBase64()) : null,
        SecretString = json.Text("SecretString"),
        VersionStages = json.Member("VersionStages") is { } stages ? [.. stages.EnumerateArray().Select(stage => stage.GetString()!)] : null,
        CreatedDate = json.Time("CreatedDate"),
    };
}
