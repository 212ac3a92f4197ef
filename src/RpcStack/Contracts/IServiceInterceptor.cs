namespace RpcStack;

/// <summary>Puts itself between a stack and every handler: authorisation, logging, metrics.</summary>
public interface IServiceInterceptor
{
    /// <summary>A binder that hands on what it is given, with handlers around the handlers.</summary>
    ServiceBinder<TService> Intercept<TService>(ServiceBinder<TService> next) where TService : class;
}
