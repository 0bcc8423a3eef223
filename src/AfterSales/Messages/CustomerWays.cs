using AfterSales.Access;
using AfterSales.Channels;
using AfterSales.Contacts.Rules;
using AfterSales.Customers;
using AfterSales.Messages.Rules;

namespace AfterSales.Messages;

/// <summary>How the service reaches customers by itself.</summary>
public sealed class CustomerWays(CustomerFiles customers, MailChannel mail, TextChannel texts)
{
    /// <summary>There is a way the customer has and does not refuse, by which the service sends without a person.</summary>
    public async Task<bool> CanWrite(string customerId) => await customers.Find(customerId, Caller.System) is { } customer && MessageRules.WayTo(customer) switch
    {
        ContactChannel.Email => mail.IsOn,
        ContactChannel.Message => texts.IsOn,
        _ => false,
    };
}
