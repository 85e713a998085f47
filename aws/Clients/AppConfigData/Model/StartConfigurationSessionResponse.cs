using System.Text.Json;
using AiProxy.Aws.Clients.Runtime;
using Amazon.Runtime;

namespace Amazon.AppConfigData.Model;

/// <summary>A session has started.</summary>
public class StartConfigurationSessionResponse : AmazonWebServiceResponse
{
    /// <summary>The token for the first <see cref="GetLatestConfigurationRequest"/>; valid once.</summary>
    public string? InitialConfigurationToken { get; set; }

    internal static StartConfigurationSessionResponse Read(JsonElement json) =>
        new() { InitialConfigurationToken = json.Text("InitialConfigurationToken") };
}
