using Amazon.AppConfigData;
using Amazon.AppConfigData.Model;
using Amazon.Runtime;

namespace AiProxy.Storage.Tests.Routes;

/// <summary>AppConfig's data plane in memory: tokens are good once, content comes once a version.</summary>
internal sealed class FakeAppConfig : IAmazonAppConfigData
{
    private string? _handedOut;
    private int _tokens;
    private string? _token;

    /// <summary>The deployed configuration.</summary>
    public string Content { get; set; } = "";

    /// <summary>How long the next poll shall wait, seconds.</summary>
    public int PollSeconds { get; set; } = 15;

    /// <summary>Thrown in place of an answer.</summary>
    public Exception? Failure { get; set; }

    /// <summary>Never answers, until its token is cancelled.</summary>
    public bool Hangs { get; set; }

    public int Sessions { get; private set; }

    public int Polls { get; private set; }

    public IClientConfig Config => throw new NotSupportedException();

    public Task<StartConfigurationSessionResponse> StartConfigurationSessionAsync(
        StartConfigurationSessionRequest request, CancellationToken cancellationToken = default)
    {
        Sessions++;
        if (Failure is not null)
        {
            throw Failure;
        }
        Assert.Equal(("app", "env", "routes"), (request.ApplicationIdentifier, request.EnvironmentIdentifier, request.ConfigurationProfileIdentifier));
        _handedOut = null;
        return Task.FromResult(new StartConfigurationSessionResponse { InitialConfigurationToken = NextToken() });
    }

    public async Task<GetLatestConfigurationResponse> GetLatestConfigurationAsync(
        GetLatestConfigurationRequest request, CancellationToken cancellationToken = default)
    {
        Polls++;
        if (request.ConfigurationToken != _token)
        {
            throw new BadRequestException("The token was used already.");
        }
        _token = null;
        if (Hangs)
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
        }
        if (Failure is not null)
        {
            throw Failure;
        }
        string news = Content == _handedOut ? "" : Content;
        _handedOut = Content;
        return new GetLatestConfigurationResponse
        {
            Configuration = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(news)),
            NextPollConfigurationToken = NextToken(),
            NextPollIntervalInSeconds = PollSeconds,
        };
    }

    public void Dispose()
    {
    }

    private string NextToken() => _token = $"token-{++_tokens}";
}
