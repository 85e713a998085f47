using System.Text.Json;
using Amazon.Runtime;

namespace AiProxy.Aws.Clients.Runtime;

/// <summary>
/// What the clients share: sign, send, read, and again after a passing fault. Signatures, credentials, retries and exceptions are AWSSDK.Core's; its
/// pipeline is not used, because it weighs more in a native function than everything else together (docs/decisions/0007).
/// </summary>
public abstract class ServiceClient : IDisposable
{
    private static readonly TimeSpan DefaultTimeout = TimeSpan.FromSeconds(100);
    private static readonly string UserAgent = $"aiproxy-aws/{typeof(ServiceClient).Assembly.GetName().Version?.ToString(3)}";

    private readonly ServiceDescription _service;
    private readonly ServiceConfig _config;
    private readonly AWSCredentials? _credentials;
    private readonly Lazy<HttpClient> _http;
    private readonly Lazy<Retries> _retries;
    private readonly bool _ownsHttp;

    private protected ServiceClient(ServiceDescription service, ServiceConfig config, AWSCredentials? credentials)
    {
        ArgumentNullException.ThrowIfNull(config);
        _service = service;
        _config = config;
        _credentials = credentials;
        _ownsHttp = config.HttpClientFactory is not null;
        _retries = new Lazy<Retries>(() => new Retries(config.MaxErrorRetry, config.ServiceURL ?? $"{service.ServiceId} in {config.RegionName}"));
        _http = new Lazy<HttpClient>(() => config.HttpClientFactory is { } factory ? factory.CreateHttpClient(null!) : SharedHttp.Get());
    }

    /// <summary>Closes the connections, if they are the client's own.</summary>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Closes the connections, if they are the client's own.</summary>
    protected virtual void Dispose(bool disposing)
    {
        if (disposing && _ownsHttp && _http.IsValueCreated)
            _http.Value.Dispose();
    }

    private protected async Task<TResponse> SendAsync<TResponse>(
        ServiceRequest request, Func<ServiceResponse, TResponse> read, CancellationToken cancellationToken)
        where TResponse : AmazonWebServiceResponse
    {
        IExecutionContext? tried = null;
        while (true)
        {
            try
            {
                var response = await SendOnceAsync(request, read, cancellationToken).ConfigureAwait(false);
                _retries.Value.Succeeded(tried);
                return response;
            }
            catch (Exception e)
            {
                tried ??= Retries.NewRequest(cancellationToken);
                if (!await _retries.Value.TryAgainAsync(tried, e).ConfigureAwait(false))
                    throw;
            }
        }
    }

    private async Task<TResponse> SendOnceAsync<TResponse>(
        ServiceRequest request, Func<ServiceResponse, TResponse> read, CancellationToken cancellationToken)
        where TResponse : AmazonWebServiceResponse
    {
        var credentials = await (_credentials ?? EnvironmentCredentials.Get()).GetCredentialsAsync().ConfigureAwait(false);
        RequestSigner.Sign(request, credentials, _config.SigningRegion, _service.SigningName, _config.Clock.GetUtcNow());
        var timeout = _config.Timeout ?? DefaultTimeout;
        using var limit = new CancellationTokenSource(timeout, _config.Clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            using var message = ToMessage(request);
            using var response = await _http.Value.SendAsync(message, HttpCompletionOption.ResponseContentRead, either.Token).ConfigureAwait(false);
            var body = await response.Content.ReadAsByteArrayAsync(either.Token).ConfigureAwait(false);
            if (!response.IsSuccessStatusCode)
            {
                var refusal = _service.Failure(ServiceErrors.Read(response, body, _service.HasXmlErrors));
                Retries.NoteRetryAfter(refusal, response);
                throw refusal;
            }

            var result = read(new ServiceResponse(response.Headers, response.Content.Headers, body));
            result.HttpStatusCode = response.StatusCode;
            result.ContentLength = body.Length;
            return result;
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            var message = $"{_service.ServiceId} did not answer within {timeout.TotalSeconds} s.";
            throw new AmazonClientException(message, new TimeoutException(message, e));
        }
        catch (JsonException e)
        {
            throw new AmazonClientException($"{_service.ServiceId} answered what is not JSON.", e);
        }
    }

    private static HttpRequestMessage ToMessage(ServiceRequest request)
    {
        var query = request.QueryString;
        // As it was signed: .NET would resolve dots and unescape what need not be escaped.
        var uri = new Uri(
            $"{request.Endpoint.Scheme}://{request.Endpoint.Authority}{request.FullPath}{(query.Length > 0 ? "?" : "")}{query}",
            new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });
        var message = new HttpRequestMessage(new HttpMethod(request.Method), uri);
        if (request.Method is "PUT" or "POST")
            message.Content = new ReadOnlyMemoryContent(request.Body);
        foreach (var (name, value) in request.Headers)
        {
            if (name == "content-type")
                message.Content!.Headers.TryAddWithoutValidation(name, value);
            else
                message.Headers.TryAddWithoutValidation(name, value);
        }

        message.Headers.TryAddWithoutValidation("User-Agent", UserAgent);
        return message;
    }
}
