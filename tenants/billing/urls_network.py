from django.urls import path

from tenants.billing import views

urlpatterns = [path("stripe/", views.stripe_events, name="stripe-events")]
