using System.Globalization;
using System.Text.Json;
using AiProxy.Aws.Clients.Runtime;
using Amazon.AppConfigData.Model;
using Amazon.Runtime;

namespace Amazon.AppConfigData;

/// <summary>AppConfig's data plane, see <see cref="ServiceClient"/>.</summary>
/// <remarks><see href="https://docs.aws.amazon.com/appconfig/2019-10-09/APIReference/API_Operations_AWS_AppConfig_Data.html"/></remarks>
public class AmazonAppConfigDataClient : ServiceClient, IAmazonAppConfigData
{
    internal static readonly ServiceDescription Service = new("AppConfigData", "appconfigdata", "appconfig", AmazonAppConfigDataExceptions.Of);

    private readonly AmazonAppConfigDataConfig _config;

    /// <summary>With the credentials and the region of the environment.</summary>
    public AmazonAppConfigDataClient()
        : this(null!, new AmazonAppConfigDataConfig())
    {
    }

    /// <summary>With the credentials of the environment.</summary>
    public AmazonAppConfigDataClient(AmazonAppConfigDataConfig config)
        : this(null!, config)
    {
    }

    /// <summary>With credentials and a configuration.</summary>
    public AmazonAppConfigDataClient(AWSCredentials credentials, AmazonAppConfigDataConfig clientConfig)
        : base(Service, clientConfig, credentials) => _config = clientConfig;

    private Uri Endpoint => ServiceEndpoint.Of(_config, Service.EndpointPrefix);

    /// <inheritdoc/>
    public virtual Task<StartConfigurationSessionResponse> StartConfigurationSessionAsync(
        StartConfigurationSessionRequest request, CancellationToken cancellationToken = default)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
            request.WriteTo(json);
        var post = new ServiceRequest("POST", Endpoint, "/configurationsessions") { Body = buffer.ToArray() };
        post.Headers["content-type"] = "application/json";
        return SendAsync(post, response => response.Json(StartConfigurationSessionResponse.Read), cancellationToken);
    }

    /// <inheritdoc/>
    public virtual Task<GetLatestConfigurationResponse> GetLatestConfigurationAsync(
        GetLatestConfigurationRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(request.ConfigurationToken, nameof(request));
        var get = new ServiceRequest("GET", Endpoint, "/configuration")
        {
            Query = [new("configuration_token", Uri.EscapeDataString(request.ConfigurationToken))],
        };
        return SendAsync(get, Read, cancellationToken);
    }

    private static GetLatestConfigurationResponse Read(ServiceResponse response) => new()
    {
        Configuration = new MemoryStream(response.Body, 0, response.Body.Length, writable: false, publiclyVisible: true),
        ContentType = response.Header("Content-Type"),
        NextPollConfigurationToken = response.Header("Next-Poll-Configuration-Token"),
        NextPollIntervalInSeconds =
            int.TryParse(response.Header("Next-Poll-Interval-In-Seconds"), CultureInfo.InvariantCulture, out var seconds) ? seconds : null,
        VersionLabel = response.Header("Version-Label"),
    };
}
