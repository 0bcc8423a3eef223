using AfterSales.Absences;
using AfterSales.Access;
using AfterSales.Accounts;
using AfterSales.Api;
using AfterSales.Api.Wording;
using AfterSales.Branches;
using AfterSales.Catalogue;
using AfterSales.Catalogue.Rules;
using AfterSales.Channels;
using AfterSales.Complaints;
using AfterSales.Contacts;
using AfterSales.Contacts.Rules;
using AfterSales.Contracts;
using AfterSales.Contracts.Rules;
using AfterSales.Customers;
using AfterSales.Customers.Rules;
using AfterSales.Enquiries;
using AfterSales.Enquiries.Rules;
using AfterSales.Files;
using AfterSales.FollowUps;
using AfterSales.FollowUps.Voice;
using AfterSales.HardProblems;
using AfterSales.Headquarters;
using AfterSales.Imports;
using AfterSales.Messages;
using AfterSales.Notices;
using AfterSales.Operations;
using AfterSales.Policies;
using AfterSales.Products;
using AfterSales.Products.Rules;
using AfterSales.Projects;
using AfterSales.Projects.Rules;
using AfterSales.Questionnaires;
using AfterSales.Records;
using AfterSales.Reports;
using AfterSales.Search;
using AfterSales.Storage;
using AfterSales.Surveys;
using AfterSales.Tasks;
using AfterSales.Technicians;
using AfterSales.Technicians.Rules;
using AfterSales.Tickets;
using AfterSales.Tickets.Rules;
using AfterSales.Webhooks;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace AfterSales;

/// <summary>The service's capabilities, one line each.</summary>
public static class AfterSalesSetup
{
    /// <summary>The Orleans service id: part of every stored key, never changed.</summary>
    public const string ServiceId = "aftersales";

    public static IServiceCollection AddAfterSales(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddStorage(configuration);
        services.AddCapabilities();
        return services;
    }

    /// <summary>Everything but the database.</summary>
    public static IServiceCollection AddCapabilities(this IServiceCollection services)
    {
        services.AddRecords();
        services.AddChannels();
        services.AddFiles();
        services.AddSingleton<EffectivePolicies>();
        services.AddSingleton<PolicyHistory>();
        services.AddSingleton<BranchNumbers>();
        services.AddSingleton<HandOverPages>();
        services.AddSingleton<LeftLying>().AddSingleton<ICarryOverSource, TicketsLeftLying>();
        services.AddSingleton<TechnicianCalendars>().AddSingleton<TechnicianProposer>().AddSingleton<TechnicianDays>().AddSingleton<DayPlans>().AddSingleton<DispatchBoards>();
        services.AddSingleton<CalendarFeedLinks>().AddSingleton<TechnicianFeed>().AddSingleton<LinkRate>();
        services.AddSingleton<IHandOverSource, CustomersToHandOver>().AddSingleton<IHandOverSource, ProductsToHandOver>();
        services.AddSingleton<IHandOverSource, TechniciansToHandOver>().AddSingleton<IHandOverSource, TasksToHandOver>();
        services.AddSingleton<IHandOverSource, ContractsToHandOver>().AddSingleton<IHandOverSource, TicketsToHandOver>();
        services.AddSingleton<IHandOverSource, ContactsToHandOver>().AddSingleton<IHandOverSource, ComplaintsToHandOver>();
        services.AddSingleton<IHandOverSource, EnquiriesToHandOver>().AddSingleton<IHandOverSource, SurveysToHandOver>();
        services.AddSingleton<IHandOverSource, SalesToHandOver>().AddSingleton<IHandOverSource, VoiceCallsToHandOver>();
        services.AddSingleton<IHandOverSource, ProjectsToHandOver>().AddSingleton<IHandOverSource, AbsencesToHandOver>();
        services.AddSingleton<IHandOverSource, MessagesToHandOver>().AddSingleton<IHandOverSource, SheetsToHandOver>();
        services.AddSingleton<IHandOverSource, HardProblemsToHandOver>().AddSingleton<IHandOverSource, DayReportsToHandOver>();
        services.AddSingleton<IHandOverSource, PeriodReportsToHandOver>();
        services.AddSingleton<Finder>();
        services.AddSingleton<Readers>().AddSingleton<IReadersClock, ReadersClock>();
        services.AddSingleton<FoundNames>().AddSingleton<INameRecords>(provider => provider.GetRequiredService<FoundNames>());
        services.AddSingleton<INameRecords, BranchNames>().AddSingleton<INameRecords, ModelNames>().AddSingleton<INameRecords, EnquiryNames>();
        services.AddSingleton<INameRecords, ReportNames>();
        services.AddSingleton<CustomerDuplicates>();
        services.AddSingleton<CoveringContracts>().AddSingleton<IStandardPromises, StandardPromises>();
        services.AddSingleton<CurrentStandIns>();
        services.AddSingleton<TasksInHand>();
        services.AddNotices();
        services.AddWebhooks();
        services.AddSingleton<IWriteNotices, TaskNotices>().AddSingleton<IWriteNotices, SummaryNotices>();
        services.AddFollowUps();
        services.AddSingleton<IFollowUpScripts, FollowUpScripts>();
        services.AddMessages();
        services.AddSingleton<SurveyLinks>().AddDataProtection();
        services.AddSingleton<IWriteMessages, SurveyMessages>();
        services.AddSingleton<QuestionnaireLinks>().AddSingleton<IWriteMessages, QuestionnaireMessages>();
        services.AddSingleton<IWriteMessages, ContractMessages>().AddSingleton<IWriteMessages, TicketMessages>();
        services.AddSingleton<TicketLinks>().AddSingleton<TicketsByLink>().AddSingleton<TimesForCustomers>().AddSingleton<Certificates>();
        services.AddSingleton<ServiceBranches>();
        services.AddSingleton<Warranties>();
        services.AddSingleton<PartNames>();
        services.AddSingleton<SerialNumbers>().AddSingleton<WarrantyCards>();
        services.AddSingleton<Sellers>();
        services.AddSingleton<ProductKeys>();
        services.AddSingleton<ISweepPart, OlderTerms>();
        services.AddSingleton<PlaceCalendars>().AddSingleton<CalendarHistories>().AddSingleton<ISweepPart, PromisesToReckon>();
        services.AddImports();
        services.AddOpenAccounts();
        services.AddSingleton<CustomersByPhone>();
        services.AddSingleton<IClaimsTransformation, SupportedCustomers>();
        services.AddSingleton<CustomerFiles>();
        services.AddSingleton<CustomerAliases>().AddSingleton<IReadLists>(provider => provider.GetRequiredService<CustomerAliases>());
        services.AddSingleton<CustomerNotes>();
        services.AddSingleton<PersonalRecords>().AddSingleton<IHoldPersons, ContactsWithPersons>().AddSingleton<Pruning>();
        services.AddSingleton<IHoldPersons, FilesOnRecords<Ticket, TicketRow>>().AddSingleton<IHoldPersons, FilesOnRecords<InstalledProduct, InstalledProductRow>>();
        services.AddSingleton<WorkForCustomer>().AddSingleton<ICustomerWork, TicketsOfCustomer>().AddSingleton<ICustomerWork, ContractsOfCustomer>();
        services.AddSingleton<ICustomerWork, ProjectsOfCustomer>().AddSingleton<ICustomerWork, EnquiriesOfCustomer>();
        services.AddSingleton<FiledMeanwhile>().AddSingleton<IFiledForCustomer, FiledForCustomer<Ticket, TicketRow>>();
        services.AddSingleton<IFiledForCustomer, FiledForCustomer<InstalledProduct, InstalledProductRow>>();
        services.AddSingleton<IFiledForCustomer, FiledForCustomer<Contract, ContractRow>>();
        services.AddSingleton<IFiledForCustomer, FiledForCustomer<Project, ProjectRow>>();
        services.AddSingleton<IFiledForCustomer, FiledForCustomer<Enquiry, EnquiryRow>>();
        services.AddSingleton<IFiledForCustomer, FiledForCustomer<Contact, ContactRow>>();
        services.AddSingleton<AddressZones>();
        services.AddFileOwner<ICustomerGrain, Customer>(ICustomerGrain.Prefix, Permission.SeeCustomers, Permission.KeepCustomerFiles);
        services.AddFileOwner<ITicketGrain, Ticket>(ITicketGrain.Prefix, Permission.SeeTickets, Permission.SeeTickets);
        services.AddFileOwner<IProductGrain, InstalledProduct>(IProductGrain.Prefix, Permission.SeeCustomers, Permission.KeepCustomerFiles);
        services.AddFileOwner<ITechnicianGrain, Technician>(ITechnicianGrain.Prefix, Permission.SeeTechnicians, Permission.ManageTechnicians);
        services.AddFileOwner<IModelGrain, ProductModel>(IModelGrain.Prefix, Permission.SeeCatalogue, Permission.ManageCatalogue, isEverybodys: true);
        services.AddSingleton<DayWork>().AddSingleton<TechnicianReports>();
        services.AddSingleton<FigureReports>();
        services.AddSingleton<Roller>().AddHostedService(provider => provider.GetRequiredService<Roller>());
        services.AddSingleton<IMarkListener>(provider => provider.GetRequiredService<Roller>());
        services.AddSingleton<ISweepPart>(provider => provider.GetRequiredService<Roller>());
        services.AddSingleton<ISweepPart, BacklogKeeper>();
        services.AddSingleton<ISweepPart, WarrantyVisitKeeper>();
        services.AddSingleton<FigureCheck>();
        services.AddSingleton<ISweepPart, FigureWatches>();
        services.AddSingleton<WaitingWork>().AddHostedService<WaitingWorkMeters>();
        return services;
    }

    public static ISiloBuilder UseAfterSales(this ISiloBuilder silo) => silo.UseRecords();
}
