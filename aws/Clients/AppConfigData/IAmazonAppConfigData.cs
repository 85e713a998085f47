using Amazon.AppConfigData.Model;

namespace Amazon.AppConfigData;

/// <summary>AWS AppConfig's data plane, as far as it is used here.</summary>
public interface IAmazonAppConfigData : IDisposable
{
    /// <summary>Starts a session, which hands out configurations token by token.</summary>
    /// <exception cref="BadRequestException">The request is not valid.</exception>
    /// <exception cref="InternalServerException">Something failed on the service's side.</exception>
    /// <exception cref="ResourceNotFoundException">There is no such application, environment or profile, or nothing was deployed to it.</exception>
    /// <exception cref="ThrottlingException">Too many requests.</exception>
    Task<StartConfigurationSessionResponse> StartConfigurationSessionAsync(
        StartConfigurationSessionRequest request, CancellationToken cancellationToken = default);

    /// <summary>Asks for the configuration, which is empty where the session has it already.</summary>
    /// <exception cref="BadRequestException">The token was used already, or is older than a day: start another session.</exception>
    /// <exception cref="InternalServerException">Something failed on the service's side.</exception>
    /// <exception cref="ResourceNotFoundException">What the session is about is gone.</exception>
    /// <exception cref="ThrottlingException">Too many requests.</exception>
    Task<GetLatestConfigurationResponse> GetLatestConfigurationAsync(
        GetLatestConfigurationRequest request, CancellationToken cancellationToken = default);
}
